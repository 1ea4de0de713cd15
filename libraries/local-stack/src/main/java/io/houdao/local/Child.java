package io.houdao.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of the suite. It ends when this JVM does. */
final class Child {

    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Process process;

    private Child(Process process) {
        this.process = process;
        var undertaker = Undertaker.of(process.pid(), "TERM");
        process.onExit().thenRun(undertaker::dismiss);
    }

    /** Starts {@code command} with more {@code environment} than this JVM's, and appends what it prints to {@code log}. */
    static Child start(Path directory, List<String> command, Map<String, String> environment, Path log) {
        var builder = new ProcessBuilder(deafToCtrlC(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new Child(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0), e);
        }
    }

    /**
     * A terminal sends Ctrl-C to every process at once, which would stop brokers before their clients. Children do not
     * hear it; this JVM does, and stops them in order.
     */
    private static List<String> deafToCtrlC(List<String> command) {
        var deaf = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        deaf.addAll(command);
        return deaf;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: it has no say. Returns once it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGSTOP: it stands still, keeping its connections open, until {@link #resume()}. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var exit = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " failed with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM: it finishes what it is at. */
    void requestStop() {
        process.destroy();
    }

    /** Returns once it is gone; patience ends with SIGKILL. */
    void awaitStop() {
        if (!awaitExit()) {
            kill();
        }
    }

    private boolean awaitExit() {
        try {
            return process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
