package io.houdao.kit.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next pass it as {@code cursor} to get the page after this one; absent on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** What a list answers where the caller does not say. */
    public static final int DEFAULT_LIMIT = 50;

    /** Most items on a page. */
    public static final int MAX_LIMIT = 200;

    /**
     * A page of the first {@code limit} of {@code found}, which was read one further to see whether there is more.
     *
     * @param position of an item in the list's order, unique among its items
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> position) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var items = found.subList(0, limit);
        return new Page<>(items, Cursor.at(position.apply(items.get(limit - 1))).toString());
    }

    /** The same page of other things. */
    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), next);
    }
}
