package io.houdao.campaign.stopship;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.houdao.kit.problem.Problems;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the advertiser says against a stopped launch, once, and what somebody who did not stop it makes of that. */
@Embeddable
class Appeal {

    /** What becomes of a stopped launch that is appealed against. */
    @Schema(name = "StopShipAppealOutcome")
    enum Verdict {
        /** The launch may be submitted again, whatever the issues. */
        @JsonProperty("granted")
        GRANTED,
        /** It stays stopped. */
        @JsonProperty("dismissed")
        DISMISSED
    }

    private String grounds;
    private String appealedBy;
    private Instant appealedAt;

    @Column(name = "appeal_verdict")
    @Enumerated(EnumType.STRING)
    private @Nullable Verdict verdict;

    @Column(name = "appeal_reasons")
    private @Nullable String reasons;

    private @Nullable String judgedBy;
    private @Nullable Instant judgedAt;

    @SuppressWarnings("NullAway.Init")
    protected Appeal() {}

    Appeal(String grounds, String appealedBy, Instant now) {
        this.grounds = grounds;
        this.appealedBy = appealedBy;
        this.appealedAt = now;
    }

    /**
     * Keeps the verdict.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 if it was decided before, 403 for whoever appealed
     */
    void decide(Verdict verdict, String reasons, String by, Instant now) {
        if (this.verdict != null) {
            throw Problems.conflict("The appeal was decided before; a verdict is given once.");
        }
        if (by.equals(appealedBy)) {
            throw Problems.forbidden("You appealed; somebody else must judge it.");
        }
        this.verdict = verdict;
        this.reasons = reasons;
        judgedBy = by;
        judgedAt = now;
    }

    String grounds() {
        return grounds;
    }

    String appealedBy() {
        return appealedBy;
    }

    Instant appealedAt() {
        return appealedAt;
    }

    /** Absent until it is decided, as are the reasons. */
    @Nullable
    Verdict verdict() {
        return verdict;
    }

    @Nullable
    String reasons() {
        return reasons;
    }

    @Nullable
    String judgedBy() {
        return judgedBy;
    }

    @Nullable
    Instant judgedAt() {
        return judgedAt;
    }
}
