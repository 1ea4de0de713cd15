package io.houdao.placement.exposure;

/** What was shown to someone cannot be known just now. */
public final class StoreUnavailable extends RuntimeException {

    public StoreUnavailable(String message) {
        super(message, null, false, false);
    }
}
