package io.houdao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * Stops a child process when this one is killed and cannot do it itself.
 *
 * <p>It is a shell that waits for its input to end. The system closes that pipe when this process is gone, for
 * whatever reason, and the shell sends the signal.
 */
final class Undertaker {

    private static final String SCRIPT = "trap '' INT TERM HUP; read -r _; kill -s \"$1\" \"$2\"";

    private final Process shell;

    private Undertaker(Process shell) {
        this.shell = shell;
    }

    /** Will send {@code signal}, such as {@code TERM}, to the process {@code pid}. */
    static Undertaker of(long pid, String signal) {
        try {
            return new Undertaker(new ProcessBuilder("/bin/sh", "-c", SCRIPT, "undertaker", signal, String.valueOf(pid))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run /bin/sh", e);
        }
    }

    /** The child has ended, or is about to be ended in an orderly way. */
    void dismiss() {
        shell.destroyForcibly();
    }
}
