package io.houdao.contracts.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.PersonId;
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
    @JsonSubTypes.Type(value = ExperienceControl.TightenedCap.class, name = "tightened-cap"),
    @JsonSubTypes.Type(value = ExperienceControl.ResponseRates.class, name = "response-rates"),
    @JsonSubTypes.Type(value = ExperienceControl.AdFree.class, name = "ad-free"),
    @JsonSubTypes.Type(value = ExperienceControl.HoldBack.class, name = "hold-back"),
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
     * In one slot in one scene a creative is shown to nobody who saw it as often, anywhere, as {@code cap} allows; it holds
     * beside whatever caps its line item has.
     */
    record TightenedCap(
            SlotId slotId, CreativeId creativeId, Scene scene, FrequencyCap cap, String reason, Instant since)
            implements ExperienceControl {

        @Override
        public String scope() {
            return scopeOf(slotId, creativeId, scene);
        }

        public static String scopeOf(SlotId slotId, CreativeId creativeId, Scene scene) {
            return "tightened-cap:" + slotId + ":" + creativeId + ":" + scene;
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

    /** A person is shown no ad {@code until} then: they were promised so in answer to a complaint. */
    record AdFree(PersonId personId, Instant since, Instant until) implements ExperienceControl {

        @Override
        public String scope() {
            return scopeOf(personId);
        }

        public static String scopeOf(PersonId personId) {
            return "ad-free:" + personId;
        }
    }

    /**
     * A standing cohort that sees at most half as many ads, so that what ads do to people over years can be measured. Who is
     * in it depends on nothing but their id, and stays so: whoever is in a cohort of 2 % is in one of 3 % too.
     *
     * @param share of people, from 0.01 to 0.05
     */
    record HoldBack(double share, Instant since) implements ExperienceControl {

        @Override
        public String scope() {
            return "hold-back";
        }

        /** Whether {@code person} is in it: a hash of their id (MurmurHash3's finaliser), as a share of all hashes. */
        public boolean holds(PersonId person) {
            return place(person) < share;
        }

        /** Whether {@code person} is one of as many others whom it is compared with; nobody is ever in both. */
        public boolean comparesWith(PersonId person) {
            return place(person) >= 1 - share;
        }

        /** In [0, 1), for good. */
        private static double place(PersonId person) {
            var id = person.value();
            var hash = mix(id.getMostSignificantBits() ^ mix(id.getLeastSignificantBits()));
            return (hash >>> 11) * 0x1p-53;
        }

        private static long mix(long hash) {
            hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
            hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
            return hash ^ (hash >>> 33);
        }
    }
}
