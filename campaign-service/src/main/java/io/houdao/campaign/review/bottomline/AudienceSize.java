package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** Nobody is singled out: an audience has a least number of people, and one that cannot be counted now has to wait. */
@ApplicationScoped
class AudienceSize implements BottomLineRule {

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission.items().stream().flatMap(item -> findings(item, submission.known()));
    }

    private static Stream<Finding> findings(Submission.Item item, Known known) {
        if (known.tooSmall().contains(item.lineItemId())) {
            return Stream.of(item.finding(
                    Rule.AUDIENCE_TOO_SMALL,
                    "/audience",
                    "fewer people than may be targeted meet it",
                    "ask for less, so that more people meet it"));
        }
        return known.unsized().contains(item.lineItemId())
                ? Stream.of(item.finding(
                        Rule.AUDIENCE_UNKNOWN,
                        "/audience",
                        "how many people meet it cannot be told just now",
                        "submit it again in some minutes, as it is"))
                : Stream.empty();
    }
}
