package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** What may run is paid for: the whole budget of each line item is reserved when it is submitted. */
@ApplicationScoped
class Funds implements BottomLineRule {

    @Override
    public Stream<Finding> findings(Submission submission) {
        return Stream.concat(overspent(submission), lacking(submission));
    }

    private static Stream<Finding> overspent(Submission submission) {
        return submission.items().stream()
                .filter(item -> item.lackingMicros() < 0)
                .map(item -> item.finding(
                        Rule.FUNDS,
                        "/budgetMicros",
                        "the line item has spent or lent out " + -item.lackingMicros()
                                + " micros more than this budget",
                        "set a budget of at least " + (item.terms().costMicros() - item.lackingMicros()) + " micros"));
    }

    private static Stream<Finding> lacking(Submission submission) {
        var needed = submission.items().stream()
                .mapToLong(item -> Math.max(0, item.lackingMicros()))
                .sum();
        return needed <= submission.fundsMicros()
                ? Stream.empty()
                : Stream.of(new Finding(
                        Rule.FUNDS,
                        "/lineItems",
                        "the budgets need " + needed + " micros, and the advertiser's account has "
                                + submission.fundsMicros(),
                        "pay in at least " + (needed - submission.fundsMicros()) + " micros, or lower the budgets",
                        null));
    }
}
