package io.houdao.campaign.listing;

import io.houdao.kit.problem.Problems;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** In which order a list is: by one key, and where that is equal, by what tells all items apart. */
public record Sort<T>(Key<T> key, boolean isBackwards) {

    /**
     * What a list can be sorted by.
     *
     * @param name of the field, as callers and queries write it
     * @param form how it is compared, as in {@code lower(%s)}
     * @param value that an item has there, never null
     */
    public record Key<T>(String name, String form, Function<T, Object> value) {

        /** Compared as it is. */
        public Key(String name, Function<T, Object> value) {
            this(name, "%s", value);
        }

        String of(String term) {
            return form.formatted(term);
        }
    }

    /** Reads the query parameter {@code sort}: a key, with a dash before it backwards; anything else is a 400. */
    public static <T> Sort<T> parse(String text, List<Key<T>> keys) {
        var isBackwards = text.startsWith("-");
        var name = isBackwards ? text.substring(1) : text;
        return keys.stream()
                .filter(key -> key.name.equals(name))
                .findFirst()
                .map(key -> new Sort<>(key, isBackwards))
                .orElseThrow(() -> Problems.invalid(List.of(new Problems.Violation(
                        "sort",
                        "query",
                        "must be one of "
                                + keys.stream()
                                        .flatMap(key -> Stream.of(key.name, "-" + key.name))
                                        .toList()))));
    }
}
