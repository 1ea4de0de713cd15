package io.houdao.campaign.review;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A reasoned judgement of values. The reasons are required, for a pass as much as for a fail.
 *
 * @param userBenefit whether people get what the benefit says, and whether it is worth their attention
 * @param sincerity whether it says what it is and keeps what it says
 * @param sceneFit whether it belongs in the scenes it is bought for
 */
record Verdict(
        @NotNull(message = "is required: pass or fail") Outcome verdict,

        @NotBlank(message = "is required: do people get something worth their attention?")
        @Size(min = 3, max = 2_000, message = "must have 3 to 2,000 characters")
        String userBenefit,

        @NotBlank(message = "is required: does it say what it is, and keep what it says?")
        @Size(min = 3, max = 2_000, message = "must have 3 to 2,000 characters")
        String sincerity,

        @NotBlank(message = "is required: does it belong in the scenes it is bought for?")
        @Size(min = 3, max = 2_000, message = "must have 3 to 2,000 characters")
        String sceneFit) {

    /** What a reviewer can find. */
    @Schema(name = "VerdictOutcome")
    enum Outcome {
        @JsonProperty("pass")
        PASS,
        @JsonProperty("fail")
        FAIL
    }

    boolean isPass() {
        return verdict == Outcome.PASS;
    }
}
