package io.houdao.feedback.intake;

/** Nothing is acknowledged, because it could not be kept. What was sent may still arrive, which does no harm. */
final class TryLater extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TryLater(String message, Throwable cause) {
        super(message, cause);
    }
}
