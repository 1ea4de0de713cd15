package io.houdao.contracts.placement;

/** A receipt that proves nothing: forged, altered or expired. Its message says which, and is safe to show. */
public final class InvalidReceipt extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidReceipt(String message) {
        super(message);
    }
}
