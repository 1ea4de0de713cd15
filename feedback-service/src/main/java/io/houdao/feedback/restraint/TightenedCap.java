package io.houdao.feedback.restraint;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.contracts.placement.SlotId;
import io.houdao.feedback.experience.Cell;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A creative that one person may see only so often a day in one slot in one scene. It tightens by a step where that proves
 * too often, and loosens by a step once it was calm long enough; each time that it must tighten again, calm lasts longer.
 */
@Entity
@Table(name = "tightened_cap")
class TightenedCap {

    @Id
    private String scope;

    private String scene;
    private String slotId;
    private UUID creativeId;
    /** Null where nothing is capped any more, or yet. */
    private @Nullable Integer dailyLimit;

    private Instant since;
    private Instant heldUntil;
    private Instant calmAt;
    private int relapses;
    /** Whether the last step was one up. */
    private boolean loosened;

    private UUID actId;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected TightenedCap() {}

    /** Of a cell of which nothing is known yet. */
    @SuppressWarnings("NullAway.Init") // actId comes with the first step
    TightenedCap(Cell cell, Instant now) {
        this.scope = scopeOf(cell);
        this.scene = cell.scene().toString();
        this.slotId = cell.slotId().toString();
        this.creativeId = cell.creativeId().value();
        this.since = now;
        this.heldUntil = now;
        this.calmAt = now;
    }

    static String scopeOf(Cell cell) {
        return ExperienceControl.TightenedCap.scopeOf(cell.slotId(), cell.creativeId(), cell.scene());
    }

    /** Goes a step down and says so; where there is none, it stays as it is for longer. */
    boolean tighten(Instant now, CapPolicy policy) {
        var tighter = policy.tighter(dailyLimit);
        if (Integer.valueOf(tighter).equals(dailyLimit)) {
            stay(now, policy);
            return false;
        }
        if (loosened) {
            relapses++;
        }
        set(tighter, now, policy);
        loosened = false;
        return true;
    }

    /** Goes a step up. */
    void loosen(Instant now, CapPolicy policy) {
        set(policy.looser(Objects.requireNonNull(dailyLimit)), now, policy);
        loosened = true;
    }

    /** Stays as it is until it was calm once more. */
    void stay(Instant now, CapPolicy policy) {
        calmAt = now.plus(policy.calm(relapses));
    }

    /** Has that limit from now on, or none where it is null. */
    void set(@Nullable Integer limit, Instant now, CapPolicy policy) {
        dailyLimit = limit;
        since = now;
        heldUntil = now.plus(policy.hold());
        stay(now, policy);
    }

    /** Says what placement-service is told; only where there is a limit. */
    ExperienceControl.TightenedCap control(String reason) {
        var cap = new FrequencyCap(Level.CREATIVE, Per.PERSON, Objects.requireNonNull(dailyLimit), Duration.ofDays(1));
        return new ExperienceControl.TightenedCap(
                cell().slotId(), cell().creativeId(), cell().scene(), cap, reason, since);
    }

    void because(UUID act) {
        actId = act;
    }

    Cell cell() {
        return new Cell(Scene.of(scene), new SlotId(slotId), new CreativeId(creativeId));
    }

    String scope() {
        return scope;
    }

    @Nullable
    Integer dailyLimit() {
        return dailyLimit;
    }

    Instant since() {
        return since;
    }

    /** Until then nothing is judged. */
    Instant heldUntil() {
        return heldUntil;
    }

    Instant calmAt() {
        return calmAt;
    }

    UUID actId() {
        return actId;
    }
}
