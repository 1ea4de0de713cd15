package io.houdao.placement.decision;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.placement.Contest;
import io.houdao.contracts.placement.Contest.Contender;
import io.houdao.placement.decision.ranking.Scored;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Says of a sample of decisions what competed. Whether a decision is in the sample depends on its random id alone. */
@Singleton
class Contests {

    private static final int SAMPLES = 1 << 16;

    private final int sampled;
    private final double exploration;
    private final int width;

    Contests(DecisionSettings settings) {
        this.sampled = (int) Math.round(settings.contestShare() * SAMPLES);
        this.exploration = settings.exploration();
        this.width = settings.explorationWidth();
    }

    /** Null where nothing competed or others had a say, where restraint was in force, and for decisions outside the sample. */
    @Nullable
    Contest of(Decision decision) {
        var course = decision.course();
        var choice = course == null ? null : course.choice();
        var bits = decision.id().value().getLeastSignificantBits() & (SAMPLES - 1);
        if (choice == null
                || bits >= sampled
                || choice.scored().isEmpty()
                || choice.together()
                || isRestrained(choice.scored().get(0))) {
            return null;
        }
        var contenders = choice.scored().stream()
                .limit(2L * width)
                .map(Contests::contender)
                .toList();
        return new Contest(contenders, choice.propensity(), exploration, width);
    }

    /* ν > 0 charges or credits every candidate, but for one that annoys exactly as often as is accepted. */
    private static boolean isRestrained(Scored any) {
        return any.score().restraintMicros() != 0;
    }

    private static Contender contender(Scored scored) {
        var candidate = scored.candidate();
        var lineItem = candidate.lineItem().live();
        var model = lineItem.bid().model();
        var perClick = model == PricingModel.CPC || model == PricingModel.CPA;
        var response = candidate.response();
        return new Contender(
                candidate.creativeId(),
                lineItem.advertiserId(),
                scored.score().netMicros(),
                perClick ? scored.score().pacedMicros() : 0,
                response.click(),
                response.close(),
                response.hide(),
                response.complaint());
    }
}
