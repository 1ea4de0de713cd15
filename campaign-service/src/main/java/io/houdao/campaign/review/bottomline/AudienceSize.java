package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** Nobody is singled out: an audience has a least number of people. */
@ApplicationScoped
class AudienceSize implements BottomLineRule {

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission.items().stream()
                .filter(item -> submission.known().tooSmall().contains(item.lineItemId()))
                .map(item -> item.finding(
                        Rule.AUDIENCE_TOO_SMALL,
                        "/audience",
                        "fewer people than may be targeted meet it",
                        "ask for less, so that more people meet it"));
    }
}
