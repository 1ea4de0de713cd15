package io.houdao.benchmark;

import java.util.concurrent.Callable;

/** How a benchmark's process ends: with 0 if every gate was met, 1 if one was missed, 2 if it could not run. */
public final class Exit {

    private static final int MET = 0;
    private static final int MISSED = 1;
    private static final int COULD_NOT_RUN = 2;

    private Exit() {}

    /**
     * Runs a benchmark, and tells on standard error why it could not.
     *
     * @param name as {@code benchmark/run} lists it
     * @param run whether every gate was met; whatever it throws means that it could not run
     */
    public static int code(String name, Callable<Boolean> run) {
        try {
            return run.call() ? MET : MISSED;
        } catch (UsageError error) {
            System.err.println("benchmark/run " + name + ": " + error.getMessage());
        } catch (Exception failure) {
            System.err.println("benchmark/run " + name + " could not run: " + failure);
            for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
                System.err.println("  because of " + cause);
            }
        }
        return COULD_NOT_RUN;
    }
}
