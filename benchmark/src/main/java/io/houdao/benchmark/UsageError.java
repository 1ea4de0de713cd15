package io.houdao.benchmark;

/** What was asked for cannot be done; the message says what to change. */
public final class UsageError extends RuntimeException {

    public UsageError(String message) {
        super(message);
    }
}
