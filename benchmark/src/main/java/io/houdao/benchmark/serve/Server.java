package io.houdao.benchmark.serve;

import io.houdao.benchmark.UsageError;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A service in a process of its own on the loopback interface, and what it costs. */
final class Server implements AutoCloseable {

    /** Of a JVM whose compilers leave the processors to others, as in the Deployment; and none of what only root may. */
    static final List<String> PRIORITIES = List.of(
            "-XX:ThreadPriorityPolicy=1",
            "-XX:JavaPriority1_To_OSPriority=10",
            "-XX:CompilerThreadPriority=10",
            "-XX:JavaPriority9_To_OSPriority=0",
            "-XX:JavaPriority10_To_OSPriority=0");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final int port;
    private final Path log;

    private Server(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static Server start(Path jar, String heap, Path log, Map<String, String> environment) {
        if (!Files.exists(jar)) {
            throw new UsageError(jar + " is not built");
        }
        try {
            var port = freePort();
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var command = new ProcessBuilder(
                    java,
                    "-Xms" + heap,
                    "-Xmx" + heap,
                    // As in k8s/base/placement-service.yaml.
                    "-XX:+UseTransparentHugePages",
                    "-XX:MaxTenuringThreshold=1",
                    "-XX:MaxGCPauseMillis=10",
                    "-XX:+AlwaysPreTouch",
                    "-Dquarkus.http.port=" + port,
                    "-jar",
                    jar.toString());
            command.command().addAll(1, PRIORITIES);
            command.environment().putAll(environment);
            command.redirectErrorStream(true).redirectOutput(log.toFile());
            var server = new Server(command.start(), port, log);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits until {@code path} answers 200. */
    void awaitReady(String path, Duration limit) {
        var until = Instant.now().plus(limit);
        while (!isReady(path)) {
            if (!process.isAlive() || Instant.now().isAfter(until)) {
                throw new UsageError("a service did not start; see " + log);
            }
            pause();
        }
    }

    private boolean isReady(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + path)).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it answers; anything but success is an error. */
    String ask(String method, String path, String token, String type, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .timeout(ANSWER_LIMIT)
                    .header("Content-Type", type);
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seconds of processor time it has used. */
    double cpuSeconds() {
        var fields = List.of(read("stat").replaceFirst(".*\\) ", "").split(" "));
        return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) / TICKS_PER_SECOND;
    }

    /** Memory that it holds. */
    double residentMebibytes() {
        return read("status")
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> line.replaceAll("[^0-9]", ""))
                        .mapToLong(Long::parseLong)
                        .sum()
                / 1024.0;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what a process costs", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    /** The lines of a Prometheus text whose name begins so, added up. */
    static double sum(String metrics, String name) {
        return Stream.of(metrics.split("\n"))
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((some, more) -> some + File.pathSeparator + more)
                .orElseThrow();
    }
}
