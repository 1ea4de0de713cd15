package io.houdao.local;

/** The suite cannot start, or a part of it did not; the message tells a person what to do or where to look. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    StartFailure(String message) {
        super(message);
    }
}
