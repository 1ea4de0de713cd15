package io.houdao.endtoend.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.endtoend.driver.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Data files on the class path. */
public final class DataFiles {

    private DataFiles() {}

    /** The document in a file such as {@code /world/touchpoints.json}. */
    public static JsonNode json(String name) {
        return Http.json(text(name));
    }

    /** The documents of a file with one a line. */
    static List<JsonNode> lines(String name) {
        return text(name)
                .lines()
                .filter(line -> !line.isBlank())
                .map(Http::json)
                .toList();
    }

    private static String text(String name) {
        try (var in = DataFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
