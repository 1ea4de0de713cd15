package io.houdao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The processes of one suite, by name, and their logs. */
final class Children {

    /** A cold start on a busy laptop takes less than half of this. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int LINES_OF_LOG = 40;

    private final Path directory;
    private final Path logs;
    private final Map<String, Child> running = new LinkedHashMap<>();
    private boolean closing;

    /** Children work in {@code directory}, and write into {@code logs/} below it. */
    Children(Path directory) {
        this.directory = directory;
        this.logs = directory.resolve("logs");
    }

    /** A command that runs {@code arguments} with the JDK that runs this. */
    static List<String> java(List<String> options, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(arguments);
        return command;
    }

    /** Keeps the logs of the run before this one as {@code *.log.1}, and forgets older ones. */
    void rotateLogs() {
        try {
            Files.createDirectories(logs);
            try (var files = Files.newDirectoryStream(logs, "*.log")) {
                for (var file : files) {
                    Files.move(file, Path.of(file + ".1"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + logs, e);
        }
    }

    synchronized void start(String name, List<String> command, Map<String, String> environment) {
        if (closing) {
            throw new StartFailure("stopped while starting");
        }
        if (isRunning(name)) {
            throw new IllegalStateException(name + " is running");
        }
        running.put(name, Child.start(directory, command, environment, log(name)));
    }

    synchronized boolean isRunning(String name) {
        var child = running.get(name);
        return child != null && child.isAlive();
    }

    /** SIGKILL. Returns once it is gone. */
    synchronized void kill(String name) {
        var child = running.remove(name);
        if (child != null) {
            child.kill();
        }
    }

    /** SIGSTOP: it stands still until it is resumed. */
    synchronized void pause(String name) {
        child(name).pause();
    }

    /** SIGCONT. */
    synchronized void resume(String name) {
        child(name).resume();
    }

    private Child child(String name) {
        return Optional.ofNullable(running.get(name))
                .orElseThrow(() -> new IllegalStateException(name + " is not running"));
    }

    /** SIGTERM, and SIGKILL if that does not help. Returns once all of {@code names} are gone. */
    synchronized void stop(Collection<String> names) {
        var stopping =
                names.stream().filter(running::containsKey).map(running::remove).toList();
        stopping.forEach(Child::requestStop);
        stopping.forEach(Child::awaitStop);
    }

    /** From now on nothing starts, and whoever waits for something to start fails. */
    synchronized void close() {
        closing = true;
    }

    Path log(String name) {
        return logs.resolve(name + ".log");
    }

    /** Those of every child there was, and those of the run before. */
    List<Path> logs() {
        try (var files = Files.list(logs)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + logs, e);
        }
    }

    /**
     * Returns once every condition was true once, and says so for each at once.
     *
     * @param conditions by the name of the child they are about; they are asked again and again
     * @throws StartFailure if a child ends meanwhile, or it takes too long
     */
    void await(Map<String, BooleanSupplier> conditions, Consumer<String> whenTrue) {
        var waiting = new LinkedHashMap<>(conditions);
        var limit = Instant.now().plus(START_LIMIT);
        while (!waiting.isEmpty()) {
            var came = waiting.entrySet().stream()
                    .filter(entry -> entry.getValue().getAsBoolean())
                    .map(Map.Entry::getKey)
                    .toList();
            came.forEach(waiting::remove);
            came.forEach(whenTrue);
            requireAllAlive();
            if (Instant.now().isAfter(limit)) {
                var name = waiting.keySet().iterator().next();
                throw new StartFailure(
                        name + " is not ready after " + START_LIMIT.toMinutes() + " minutes" + tail(name));
            }
            pause();
        }
    }

    private synchronized void requireAllAlive() {
        if (closing) {
            throw new StartFailure("stopped while starting");
        }
        for (var entry : running.entrySet()) {
            if (!entry.getValue().isAlive()) {
                throw new StartFailure(entry.getKey() + " ended while starting" + tail(entry.getKey()));
            }
        }
    }

    private String tail(String name) {
        return "; the end of " + log(name) + ":\n" + LogFiles.tail(log(name), LINES_OF_LOG);
    }

    static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while starting");
        }
    }
}
