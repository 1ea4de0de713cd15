package io.houdao.feedback.learning;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.placement.Contest;
import io.houdao.contracts.placement.Contest.Contender;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.Showing;
import io.houdao.feedback.EventKind;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision, what competed for it, and what people made of it.
 *
 * @param showing absent where nothing was shown
 */
record Example(
        UUID decisionId,
        Instant decidedAt,
        Scene scene,
        @Nullable Showing showing,
        Contest contest,
        Set<EventKind> happened) {

    static Example of(DecisionMade decision, Set<EventKind> happened) {
        var showing = decision instanceof DecisionMade.Shown shown ? shown.showing() : null;
        var contest = decision instanceof DecisionMade.Shown shown
                ? shown.contest()
                : ((DecisionMade.NoAd) decision).contest();
        return new Example(
                decision.decisionId().value(),
                decision.decidedAt(),
                decision.scene(),
                showing,
                Objects.requireNonNull(contest, "a decision without a contest is no example"),
                happened);
    }

    /** What was shown and seen; null where nothing was. */
    @Nullable
    Contender seen() {
        if (showing == null || !happened.contains(EventKind.IMPRESSION)) {
            return null;
        }
        return contest.contenders().stream()
                .filter(contender -> contender.creativeId().equals(showing.creativeId()))
                .findFirst()
                .orElse(null);
    }

    Pair pair(CreativeId creative) {
        return new Pair(creative, scene);
    }

    /** What the advertiser owes for it, in micros. */
    double earnedMicros() {
        if (showing == null) {
            return 0;
        }
        var billable = switch (showing.pricing()) {
            case CPM, FIXED_TIME -> EventKind.IMPRESSION;
            case CPC -> EventKind.CLICK;
            case CPA -> EventKind.CONVERSION;
        };
        return happened.contains(billable) ? showing.priceMicros() : 0;
    }

    /** What it cost the person, in micros. */
    double harmMicros(LearningSettings.Costs costs) {
        return (happened.contains(EventKind.CLOSE) ? costs.closeMicros() : 0)
                + (happened.contains(EventKind.HIDE) ? costs.hideMicros() : 0)
                + (happened.contains(EventKind.COMPLAINT) ? costs.complaintMicros() : 0);
    }
}
