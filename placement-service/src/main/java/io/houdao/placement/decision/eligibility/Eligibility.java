package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks every rule, in the order of their reasons. */
@Singleton
public class Eligibility {

    private final ViewerRule[] viewerRules;
    private final EligibilityRule[] rules;

    Eligibility(@All List<ViewerRule> viewerRules, @All List<EligibilityRule> rules) {
        this.viewerRules = viewerRules.stream()
                .sorted(Comparator.comparing(ViewerRule::reason))
                .toArray(ViewerRule[]::new);
        this.rules = rules.stream()
                .sorted(Comparator.comparing(EligibilityRule::reason))
                .toArray(EligibilityRule[]::new);
    }

    /** Why this viewer gets no ad here and now, whatever the ad; null if nothing speaks against it. */
    public @Nullable RejectionReason objectionToAnyAd(Situation situation) {
        for (var rule : viewerRules) {
            if (rule.objectsTo(situation)) {
                return rule.reason();
            }
        }
        return null;
    }

    /** The first reason not to show this candidate to this viewer here and now; null if nothing speaks against it. */
    public @Nullable RejectionReason objection(Candidate candidate, Situation situation) {
        for (var rule : rules) {
            if (rule.objectsTo(candidate, situation)) {
                return rule.reason();
            }
        }
        return null;
    }
}
