package io.houdao.campaign.stopship;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A launch that was stopped. It goes on when every issue is closed and the campaign passed again. */
@Entity
class StopShip {

    @Id
    private UUID id;

    private UUID campaignId;
    private String reason;
    private String stoppedBy;
    private Instant stoppedAt;
    private @Nullable Instant liftedAt;

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

    /** When the campaign passed again; absent while it is stopped. */
    @Nullable
    Instant liftedAt() {
        return liftedAt;
    }
}
