package io.houdao.benchmark.events;

import io.houdao.contracts.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The bare copy, in a process of its own with the same options as feedback-service's. */
final class Copy {

    private final Stack stack;

    Copy(Stack stack) {
        this.stack = stack;
    }

    /** Copies the whole topic, and says what the last two thirds of it took. */
    Cost run() throws IOException, InterruptedException {
        var result = Files.createTempFile("houdao-copy", ".txt");
        var process = stack.start(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareCopy.class.getName(),
                        stack.kafkaBootstrap(),
                        Topics.EVENTS,
                        stack.databaseUrl(),
                        String.valueOf(stack.postgresPid()),
                        result.toString()),
                Map.of());
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the bare copy failed");
        }
        return read(result);
    }

    private static Cost read(Path result) throws IOException {
        var fields = Files.readString(result).split(" ");
        Files.delete(result);
        return new Cost(
                Long.parseLong(fields[0]),
                Double.parseDouble(fields[1]),
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]));
    }
}
