package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** There is something to judge: a line item, and a creative in each. */
@ApplicationScoped
class CreativeMissing implements BottomLineRule {

    @Override
    public Stream<Finding> findings(Submission submission) {
        if (submission.items().isEmpty()) {
            return Stream.of(new Finding(
                    Rule.LINE_ITEM_MISSING, "/lineItems", "the campaign has no line item", "add one", null));
        }
        return submission.items().stream()
                .filter(item -> item.creatives().isEmpty())
                .map(item ->
                        item.finding(Rule.CREATIVE_MISSING, "/creatives", "the line item has no creative", "add one"));
    }
}
