package io.houdao.campaign.review.bottomline;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** The hard list. Who breaks it is told everything at once; who does not is not approved yet: a person judges next. */
@ApplicationScoped
public class BottomLine {

    private final List<BottomLineRule> rules;

    BottomLine(@All List<BottomLineRule> rules) {
        this.rules = rules;
    }

    /** All problems of {@code submission}, in the order of the rules; empty where it may go to review. */
    public List<Finding> findings(Submission submission) {
        return rules.stream()
                .flatMap(rule -> rule.findings(submission))
                .sorted(Comparator.comparing(Finding::rule))
                .toList();
    }
}
