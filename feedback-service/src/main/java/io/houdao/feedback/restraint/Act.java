package io.houdao.feedback.restraint;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.feedback.Sentence;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that restraint did, or an operator did to it.
 *
 * @param scope the key of the control that it set, as placement-service knows it
 * @param slotId absent where it is about a whole scene; so is {@code creativeId}
 * @param before what held until then
 * @param after what held from then on
 * @param reason why, for people
 * @param evidence the counts that it rests on; empty where an operator acted
 * @param actor {@link #RESTRAINT}, or the operator's name
 * @param reversedAt when an operator took it back; absent while it stands
 * @param reversedBy the act of doing so
 */
public record Act(
        UUID actId,
        Instant at,
        ActKind kind,
        String scope,
        String scene,
        @Nullable String slotId,
        @Nullable UUID creativeId,
        JsonNode before,
        JsonNode after,
        Sentence reason,
        JsonNode evidence,
        String actor,
        @Nullable Instant reversedAt,
        @Nullable UUID reversedBy) {

    /** The actor of what nobody ordered. */
    static final String RESTRAINT = "restraint";

    /** Whether it concerns {@code slotId} and {@code creativeId}, alone or with its whole scene. */
    public boolean concerns(String scene, String slotId, UUID creativeId) {
        return this.scene.equals(scene)
                && (this.slotId == null || this.slotId.equals(slotId))
                && (this.creativeId == null || this.creativeId.equals(creativeId));
    }
}
