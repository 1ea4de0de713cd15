package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** Nothing is called the best: neither provable nor fair, and against the law on advertising. */
@ApplicationScoped
class Superlatives implements BottomLineRule {

    private final Phrases phrases = Data.read("superlatives.json", Phrases.class);

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission
                .texts()
                .flatMap(text -> phrases.in(text.text()).stream()
                        .map(phrase ->
                                text.finding(Rule.SUPERLATIVE, "\"" + phrase + "\": " + phrases.why(), phrases.fix())));
    }
}
