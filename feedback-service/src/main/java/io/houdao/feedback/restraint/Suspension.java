package io.houdao.feedback.restraint;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.contracts.placement.SlotId;
import io.houdao.feedback.experience.Cell;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A creative that stays out of one slot in one scene. The row is there for as long as the suspension is. */
@Entity
class Suspension {

    @Id
    private String scope;

    private String scene;
    private String slotId;
    private UUID creativeId;
    private String reason;
    private Instant since;
    private Instant until;
    private UUID actId;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Suspension() {}

    Suspension(Cell cell, String reason, Instant since, Instant until, UUID actId) {
        this.scope = scopeOf(cell);
        this.scene = cell.scene().toString();
        this.slotId = cell.slotId().toString();
        this.creativeId = cell.creativeId().value();
        this.reason = reason;
        this.since = since;
        this.until = until;
        this.actId = actId;
    }

    static String scopeOf(Cell cell) {
        return ExperienceControl.Suspension.scopeOf(cell.slotId(), cell.creativeId(), cell.scene());
    }

    /** What placement-service is told. */
    ExperienceControl.Suspension control() {
        return new ExperienceControl.Suspension(
                cell().slotId(), cell().creativeId(), cell().scene(), reason, since, until);
    }

    Cell cell() {
        return new Cell(Scene.of(scene), new SlotId(slotId), new CreativeId(creativeId));
    }

    String scope() {
        return scope;
    }

    Instant until() {
        return until;
    }

    Instant since() {
        return since;
    }

    UUID actId() {
        return actId;
    }
}
