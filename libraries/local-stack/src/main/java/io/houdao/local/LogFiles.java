package io.houdao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes leave behind to read. */
final class LogFiles {

    private LogFiles() {}

    /** The last lines of {@code file}, or a word about why there are none. */
    static String tail(Path file, int lines) {
        if (!Files.exists(file)) {
            return "(it was not written)";
        }
        try {
            var all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
