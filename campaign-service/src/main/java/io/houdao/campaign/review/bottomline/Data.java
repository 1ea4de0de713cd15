package io.houdao.campaign.review.bottomline;

import io.houdao.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The data files of the bottom line, in {@code bottom-line/}. */
final class Data {

    private Data() {}

    static <T> T read(String file, Class<T> type) {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream("bottom-line/" + file)) {
            if (in == null) {
                throw new IllegalStateException("bottom-line/" + file + " is missing");
            }
            return Json.read(in.readAllBytes(), type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read bottom-line/" + file, e);
        }
    }
}
