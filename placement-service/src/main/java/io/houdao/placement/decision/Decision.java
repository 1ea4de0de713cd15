package io.houdao.placement.decision;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.placement.Contest;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.decision.AdResponse.Why;
import io.houdao.placement.decision.eligibility.Screening;
import io.houdao.placement.decision.ranking.Choice;
import io.houdao.placement.decision.scene.Opening;
import io.houdao.placement.decision.viewer.Viewer;
import io.houdao.placement.decision.viewer.Viewer.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for one opportunity, and everything that led to it.
 *
 * @param scene absent where the request named none that is known
 * @param course how far it came; absent where nobody was even asked
 * @param reason why there is no ad; absent where there is one
 * @param showing absent where there is no ad
 * @param why for the person to read; absent where there is no ad
 * @param catalogueAge how old the view of the line items was
 */
record Decision(
        DecisionId id,
        Instant at,
        String opportunityId,
        SlotId slotId,
        @Nullable Scene scene,
        @Nullable Course course,
        @Nullable String reason,
        @Nullable Showing showing,
        @Nullable Why why,
        Duration catalogueAge) {

    /**
     * How a decision went. Of the viewer it keeps only who they are, as far as that may be told.
     *
     * @param deviceId absent for someone who refused and in public
     * @param screening absent where the viewer gets no ad whatever the candidates
     * @param choice likewise
     * @param couldFillAll the campaigns that could fill this opening and all that belong together with it; empty where none
     *     does, or where none of them is filled
     */
    record Course(
            Opening opening,
            Standing standing,
            @Nullable PersonId personId,
            @Nullable DeviceId deviceId,
            @Nullable Screening screening,
            @Nullable Choice choice,
            Set<CampaignId> couldFillAll) {

        static Course of(Opening opening, Viewer viewer, @Nullable Screening screening, @Nullable Choice choice) {
            return new Course(
                    opening,
                    viewer.standing(),
                    viewer.personId(),
                    viewer.isDeviceHeld() ? null : viewer.deviceId(),
                    screening,
                    choice,
                    Set.of());
        }

        /** The same in a roadblock, which those campaigns could fill. */
        Course among(Set<CampaignId> campaigns) {
            return new Course(opening, standing, personId, deviceId, screening, choice, campaigns);
        }
    }

    boolean isAd() {
        return showing != null;
    }

    /** Whether there is an event that tells the others: not without a scene to tell it of. */
    boolean isTold() {
        return isAd() || (scene != null && reason != null);
    }

    /** The event that tells the others, where there is one; with the contest where that is to be told. */
    DecisionMade event(@Nullable Contest contest) {
        return showing == null
                ? noAd(Objects.requireNonNull(scene), Objects.requireNonNull(reason), contest)
                : new DecisionMade.Shown(showing, considered(), contest);
    }

    private DecisionMade noAd(Scene in, String why, @Nullable Contest contest) {
        var choice = course == null ? null : course.choice();
        return new DecisionMade.NoAd(
                id,
                at,
                personId(),
                course == null ? null : course.deviceId(),
                slotId,
                in,
                why,
                rejections(),
                choice == null ? 0 : choice.forgoneMicros(),
                contest);
    }

    private int considered() {
        var screening = course == null ? null : course.screening();
        return screening == null ? 0 : screening.considered();
    }

    Map<String, Integer> rejections() {
        var screening = course == null ? null : course.screening();
        return screening == null
                ? Map.of()
                : screening.rejections().entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().code(), Map.Entry::getValue));
    }

    /** The key under which the event is published. */
    String key() {
        if (showing != null) {
            return showing.key();
        }
        var person = personId();
        return person == null ? id.toString() : person.toString();
    }

    /** Whom it was about; null where nobody may be named. */
    @Nullable
    PersonId personId() {
        return course == null ? null : course.personId();
    }
}
