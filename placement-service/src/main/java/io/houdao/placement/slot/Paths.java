package io.houdao.placement.slot;

import io.houdao.kit.problem.Problems;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ids as paths and queries hold them; a malformed one is a 400 that names it. */
final class Paths {

    private Paths() {}

    static <T> T path(String name, String text, Function<String, T> form) {
        return read(name, "path", text, form);
    }

    static <T> @Nullable T query(String name, @Nullable String text, Function<String, T> form) {
        return text == null ? null : read(name, "query", text, form);
    }

    private static <T> T read(String name, String in, String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            throw Problems.invalid(List.of(new Problems.Violation(name, in, String.valueOf(e.getMessage()))));
        }
    }

    /** {@code written} must be absent or say the same as the path. */
    static void same(String field, @Nullable Object written, Object path) {
        if (written != null && !written.equals(path)) {
            throw Problems.invalid(field, "must be the id in the path, " + path + ", or be left out");
        }
    }
}
