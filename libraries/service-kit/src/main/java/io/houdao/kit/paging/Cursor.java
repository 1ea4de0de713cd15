package io.houdao.kit.paging;

import io.houdao.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a page begins: after {@code position}. Opaque to callers. */
public record Cursor(String position) {

    static Cursor at(String position) {
        return new Cursor(position);
    }

    /** Reads the query parameter {@code cursor}: null for the first page; anything we did not make is a 400. */
    public static @Nullable Cursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return new Cursor(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
    }

    /** The position, read by {@code form}; where that throws {@link IllegalArgumentException}, we did not make it: a 400. */
    public <T> T as(Function<String, T> form) {
        try {
            return form.apply(position);
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
    }

    private static HttpProblem notOurs() {
        return Problems.invalid(List.of(new Problems.Violation(
                "cursor", "query", "must be the \"next\" of an earlier page; leave it out for the first page")));
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }
}
