package io.houdao.feedback.complaint;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.houdao.kit.problem.Problems;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/**
 * What an agent grants with an answer.
 *
 * @param amount of a coupon in micros, of ad-free days in days; absent for none
 */
record Remedy(
        @NotNull(message = "is required: none, coupon or ad-free")
        Kind kind,

        @PositiveOrZero(message = "must be 1 or more") @Nullable
        Long amount) {

    static final Remedy NONE = new Remedy(Kind.NONE, null);

    /** The amount, which must be at least 1 and at most {@code most}; otherwise a 400 that says so. */
    long amount(long most) {
        if (amount == null || amount < 1 || amount > most) {
            throw Problems.invalid("remedy.amount", "must be 1 to " + most + ", the most that an agent may grant");
        }
        return amount;
    }

    /** The kinds of remedy. */
    enum Kind {
        @JsonProperty("none")
        NONE,
        @JsonProperty("coupon")
        COUPON,
        @JsonProperty("ad-free")
        AD_FREE
    }
}
