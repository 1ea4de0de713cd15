package io.houdao.benchmark.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.benchmark.UsageError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Gatling, in a process of its own: an open model, so that a slow answer does not slow down the questions. */
final class Generator {

    private final Path directory;
    private final Path tokens;
    private int runs;

    Generator(Path directory, Path tokens) {
        this.directory = directory;
        this.tokens = tokens;
    }

    /**
     * Starts asking: steps are rates in requests a second and seconds, such as {@code 500x10,1000x5}.
     *
     * @param eventLoops on which it sends and receives
     * @param warmUp steps of which nothing is told: a generator that just started is slow itself
     */
    Run start(int eventLoops, String url, String warmUp, String steps) {
        var name = "gatling-" + ++runs;
        var log = directory.resolve(name + ".log");
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms3g",
                "-Xmx3g",
                "-Xmn2g",
                "-XX:+UseSerialGC",
                "-Dio.netty.eventLoopThreads=" + eventLoops,
                // Otherwise Quarkus' handler keeps all that is logged, down to every request, for a configuration that
                // never comes.
                "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dload.url=" + url,
                "-Dload.warm-up=" + warmUp,
                "-Dload.steps=" + steps,
                "-Dload.tokens=" + tokens,
                "-Dgatling.core.outputDirectoryBaseName=" + name,
                "-cp",
                Server.classPath(),
                "io.gatling.app.Gatling",
                "-s",
                Load.class.getName(),
                "-rf",
                directory.resolve(name).toString());
        command.command().addAll(1, Server.PRIORITIES);
        try {
            var process = command.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new Run(process, directory.resolve(name), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One run, going on or over. */
    record Run(Process process, Path results, Path log) {

        boolean isOver() {
            return !process.isAlive();
        }

        /** Waits for its end, and says what it saw. */
        Seen await(long seconds) {
            try {
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    process.destroy();
                    throw new UsageError("Gatling did not end; see " + log);
                }
                return seen();
            } catch (InterruptedException | IOException e) {
                throw new IllegalStateException("cannot tell what Gatling saw; see " + log, e);
            }
        }

        private Seen seen() throws IOException {
            try (Stream<Path> files = Files.walk(results)) {
                var file = files.filter(each -> each.endsWith("js/stats.json"))
                        .findFirst()
                        .orElseThrow(() -> new UsageError("Gatling saw nothing; see " + log));
                for (var request :
                        new ObjectMapper().readTree(Files.readString(file)).path("contents")) {
                    if (request.path("name").asText().equals(Load.MEASURED)) {
                        return Seen.of(request.path("stats"));
                    }
                }
                throw new UsageError("Gatling saw nothing that counts; see " + log);
            }
        }
    }

    /**
     * What it saw of the requests of a run that count.
     *
     * @param failed answered with something else than 200, or not at all
     */
    record Seen(long requests, long failed, double p50, double p75, double p95, double p99) {

        static Seen of(JsonNode stats) {
            return new Seen(
                    stats.at("/numberOfRequests/total").asLong(),
                    stats.at("/numberOfRequests/ko").asLong(),
                    stats.at("/percentiles1/total").asDouble(),
                    stats.at("/percentiles2/total").asDouble(),
                    stats.at("/percentiles3/total").asDouble(),
                    stats.at("/percentiles4/total").asDouble());
        }
    }
}
