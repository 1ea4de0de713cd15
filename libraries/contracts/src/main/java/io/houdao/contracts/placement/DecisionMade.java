package io.houdao.contracts.placement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.houdao.contracts.Scene;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to one opportunity. Topic {@code placement.decisions}, key the person, or the decision where there is
 * none. Sent without waiting: under overload some are lost, and the loss is counted.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DecisionMade.Shown.class, name = "shown"),
    @JsonSubTypes.Type(value = DecisionMade.NoAd.class, name = "no-ad"),
})
public sealed interface DecisionMade {

    DecisionId decisionId();

    /** When it was decided. */
    Instant decidedAt();

    Scene scene();

    SlotId slotId();

    /**
     * An ad was handed out.
     *
     * @param candidates how many were considered
     * @param contest what it was chosen from; told of a sample of decisions only
     */
    record Shown(
            Showing showing,
            int candidates,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Contest contest) implements DecisionMade {

        @Override
        public DecisionId decisionId() {
            return showing.decisionId();
        }

        @Override
        public Instant decidedAt() {
            return showing.decidedAt();
        }

        @Override
        public Scene scene() {
            return showing.scene();
        }

        @Override
        public SlotId slotId() {
            return showing.slotId();
        }
    }

    /**
     * No ad, and why.
     *
     * @param reason a stable code, such as {@code no-candidate}, {@code quiet-scene} or {@code not-worth-the-harm}
     * @param rejections how many candidates each reason removed
     * @param forgoneMicros the advertiser value that restraint gave up here; zero where restraint was not the reason
     * @param contest what might have been shown; told of a sample of decisions only
     */
    record NoAd(
            DecisionId decisionId,
            Instant decidedAt,
            @Nullable PersonId personId,
            @Nullable DeviceId deviceId,
            SlotId slotId,
            Scene scene,
            String reason,
            Map<String, Integer> rejections,
            long forgoneMicros,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Contest contest)
            implements DecisionMade {

        public NoAd {
            rejections = Map.copyOf(rejections);
        }
    }
}
