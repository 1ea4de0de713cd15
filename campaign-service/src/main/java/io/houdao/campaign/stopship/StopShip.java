package io.houdao.campaign.stopship;

import io.houdao.kit.problem.Problems;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A launch that was stopped. It goes on when every issue is closed, or an appeal was granted, and the campaign passed again.
 */
@Entity
class StopShip {

    @Id
    private UUID id;

    private UUID campaignId;
    private String reason;
    private String stoppedBy;
    private Instant stoppedAt;
    private @Nullable Instant liftedAt;

    @Embedded
    private @Nullable Appeal appeal;

    @SuppressWarnings("NullAway.Init")
    protected StopShip() {}

    StopShip(UUID campaignId, String reason, String stoppedBy, Instant now) {
        this.id = UUID.randomUUID();
        this.campaignId = campaignId;
        this.reason = reason;
        this.stoppedBy = stoppedBy;
        this.stoppedAt = now;
    }

    void lift(Instant now) {
        liftedAt = now;
    }

    /** Keeps what the advertiser says against it. */
    void appeal(String grounds, String by, Instant now) {
        if (appeal != null) {
            throw Problems.conflict("It was appealed before; a stopped launch is appealed once.");
        }
        appeal = new Appeal(grounds, by, now);
    }

    /**
     * Decides on the appeal; where it is granted, the launch is stopped no more.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 if there is none or it was decided before, 403 for whoever
     *     stopped the launch or appealed
     */
    void decide(Appeal.Verdict verdict, String reasons, String by, Instant now) {
        if (appeal == null) {
            throw Problems.conflict("Nobody appealed against it.");
        }
        if (by.equals(stoppedBy)) {
            throw Problems.forbidden("You stopped the launch; somebody else must judge the appeal.");
        }
        appeal.decide(verdict, reasons, by, now);
        if (verdict == Appeal.Verdict.GRANTED) {
            lift(now);
        }
    }

    UUID id() {
        return id;
    }

    UUID campaignId() {
        return campaignId;
    }

    String reason() {
        return reason;
    }

    String stoppedBy() {
        return stoppedBy;
    }

    Instant stoppedAt() {
        return stoppedAt;
    }

    /** When the campaign passed again or an appeal was granted; absent while it is stopped. */
    @Nullable
    Instant liftedAt() {
        return liftedAt;
    }

    /** Absent unless the advertiser appealed. */
    @Nullable
    Appeal appeal() {
        return appeal;
    }
}
