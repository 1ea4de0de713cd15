package io.houdao.feedback;

import io.houdao.contracts.Scene;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.problem.Problems.Violation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads query and path parameters. What cannot be read is a 400 that names the parameter; JAX-RS would say 404. */
public final class Parameters {

    private Parameters() {}

    /** Reads {@code 2026-03-01T12:00:00Z}; {@code otherwise} where it is left out. */
    public static Instant instant(String name, @Nullable String text, Instant otherwise) {
        return text == null
                ? otherwise
                : query(name, text, Instant::parse, "must be a time in UTC, as in 2026-03-01T12:00:00Z");
    }

    /** Reads {@code 2026-03-01}; {@code otherwise} where it is left out. */
    public static LocalDate day(String name, @Nullable String text, LocalDate otherwise) {
        return text == null ? otherwise : query(name, text, LocalDate::parse, "must be a day in UTC, as in 2026-03-01");
    }

    /** Reads {@code home/sport}; absent where it is left out. */
    public static @Nullable Scene scene(String name, @Nullable String text) {
        return text == null
                ? null
                : query(name, text, Scene::of, "must be a sphere and a moment, as in home/entertainment");
    }

    /** Reads an id; absent where it is left out. */
    public static @Nullable UUID id(String name, @Nullable String text) {
        return text == null ? null : query(name, text, UUID::fromString, "must be a UUID");
    }

    /** Reads {@code limit}, the most items on a page. */
    public static int limit(@Nullable String text) {
        if (text == null) {
            return Page.DEFAULT_LIMIT;
        }
        var fix = "must be a number from 1 to " + Page.MAX_LIMIT;
        var limit = query("limit", text, Integer::valueOf, fix);
        if (limit < 1 || limit > Page.MAX_LIMIT) {
            throw invalid("limit", "query", fix);
        }
        return limit;
    }

    /** Reads the {@code cursor} of a list that is numbered, newest first; past the newest where it is left out. */
    public static long numberBefore(@Nullable String cursor) {
        var parsed = Cursor.parse(cursor);
        return parsed == null ? Long.MAX_VALUE : parsed.as(Long::valueOf);
    }

    /** The 400 that says what is wrong with a parameter {@code in} the query or the path. */
    public static HttpProblem invalid(String name, String in, String fix) {
        return Problems.invalid(List.of(new Violation(name, in, fix)));
    }

    private static <T> T query(String name, String text, Function<String, T> reader, String fix) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw invalid(name, "query", fix);
        }
    }
}
