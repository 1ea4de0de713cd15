package io.houdao.feedback.restraint;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What was done. */
public enum ActKind {
    PRICE_RAISED,
    PRICE_LOWERED,
    /** An operator set what a scene accepts, or its highest price. */
    TERMS_SET,
    SUSPENDED,
    SUSPENSION_ENDED,
    /** Nobody sees it so often any more. */
    CAP_TIGHTENED,
    CAP_LOOSENED,
    /** An operator took an act back. */
    REVERSED;

    /** Whether an operator can take it back. */
    boolean isReversible() {
        return this != SUSPENSION_ENDED && this != REVERSED;
    }

    static ActKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
