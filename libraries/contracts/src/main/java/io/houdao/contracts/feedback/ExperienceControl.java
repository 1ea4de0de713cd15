package io.houdao.contracts.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.placement.SlotId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What placement-service must obey. Topic {@code experience.controls}, compacted, key {@link #scope()}; a tombstone lifts
 * the control.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExperienceControl.ScenePrice.class, name = "scene-price"),
    @JsonSubTypes.Type(value = ExperienceControl.Suspension.class, name = "suspension"),
    @JsonSubTypes.Type(value = ExperienceControl.ResponseRates.class, name = "response-rates"),
})
public sealed interface ExperienceControl {

    /** What it governs, and its key: two controls of one scope replace each other. */
    String scope();

    /** When it was set. */
    Instant since();

    /**
     * The dual price ν of a scene's experience budget: what a showing there is charged for each unit by which its
     * probability of negative feedback exceeds {@code acceptedShare}.
     *
     * @param priceMicros per negative event, 0 when the scene is calm
     * @param acceptedShare ε, the share of showings that may meet negative feedback, in (0, 1)
     * @param reason why it last moved, for people
     */
    record ScenePrice(Scene scene, long priceMicros, double acceptedShare, String reason, Instant since)
            implements ExperienceControl {

        @Override
        public String scope() {
            return scopeOf(scene);
        }

        public static String scopeOf(Scene scene) {
            return "scene-price:" + scene;
        }
    }

    /**
     * A creative, or everything where {@code creativeId} is absent, stays out of one slot in one scene.
     *
     * @param until absent means until an operator lifts it
     */
    record Suspension(
            SlotId slotId,
            @Nullable CreativeId creativeId,
            Scene scene,
            String reason,
            Instant since,
            @Nullable Instant until)
            implements ExperienceControl {

        @Override
        public String scope() {
            return scopeOf(slotId, creativeId, scene);
        }

        public static String scopeOf(SlotId slotId, @Nullable CreativeId creativeId, Scene scene) {
            return "suspension:" + slotId + ":" + (creativeId == null ? "*" : creativeId) + ":" + scene;
        }
    }

    /**
     * How people are expected to respond to a creative in a scene, per impression, each in [0, 1].
     *
     * @param impressions that the estimate rests on
     * @param model the version of the learnt model that predicts them; absent where they are measured
     */
    record ResponseRates(
            CreativeId creativeId,
            Scene scene,
            double click,
            double close,
            double hide,
            double complaint,
            double useful,
            long impressions,
            Instant since,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String model)
            implements ExperienceControl {

        @Override
        public String scope() {
            return scopeOf(creativeId, scene);
        }

        public static String scopeOf(CreativeId creativeId, Scene scene) {
            return "response-rates:" + creativeId + ":" + scene;
        }
    }
}
