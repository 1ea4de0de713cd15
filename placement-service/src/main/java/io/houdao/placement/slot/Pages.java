package io.houdao.placement.slot;

import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pages of what lies in memory in the order of its ids. */
final class Pages {

    private Pages() {}

    static <T> Page<T> of(
            NavigableMap<String, T> things,
            Predicate<T> filter,
            @Nullable Cursor after,
            int limit,
            Function<T, String> id) {
        var rest = after == null ? things : things.tailMap(after.position(), false);
        return Page.of(rest.values().stream().filter(filter).limit(limit + 1L).toList(), limit, id);
    }
}
