package io.houdao.campaign.review;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.houdao.campaign.review.bottomline.Finding;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a submission.
 *
 * @param reviewId of the review that waits for a verdict; absent where the bottom line failed
 * @param findings everything that is wrong; empty where nothing is
 */
record Submitted(Outcome status, @Nullable UUID reviewId, List<Finding> findings) {

    /** The two ways a submission can go. */
    @Schema(name = "SubmissionOutcome")
    enum Outcome {
        @JsonProperty("in-review")
        IN_REVIEW,
        @JsonProperty("failed-bottom-line")
        FAILED_BOTTOM_LINE
    }
}
