package io.houdao.placement.pacing;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.feedback.ExperienceEvent.Click;
import io.houdao.contracts.feedback.ExperienceEvent.Impression;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.placement.ALineItem;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.decision.candidates.LineItem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SpendingTest {

    private final ALineItem lineItem = aLineItem();
    private final Spending spending = new Spending(Given.live(lineItem));

    @Test
    void whatIsPaidByImpressionIsSpentByItAndOnlyOnce() {
        var shown = showing(PricingModel.CPM, 21_000, NOON);

        spending.heard(new Click(shown, NOON, NOON));
        spending.heard(new Impression(shown, NOON, NOON));
        spending.heard(new Impression(shown, NOON, NOON));

        assertThat(spent().micros()).isEqualTo(21_000);
        assertThat(spent().impressions()).isEqualTo(1);
        assertThat(spending.leftMicros(LineItem.of(lineItem.live()))).isEqualTo(5_000_000_000L - 21_000);
    }

    @Test
    void whatIsPaidByClickIsDeliveredByImpressions() {
        var shown = showing(PricingModel.CPC, 700_000, NOON);

        spending.heard(new Impression(shown, NOON, NOON));
        assertThat(spent().micros()).isZero();

        spending.heard(new Click(shown, NOON, NOON));
        assertThat(spent().micros()).isEqualTo(700_000);
        assertThat(spent().impressions()).isEqualTo(1);
    }

    @Test
    void aDayEndsAtMidnightOfTheLineItemWhateverArrivesLate() {
        hear(NOON, 1);
        hear(NOON.plus(Duration.ofDays(1)), 10);
        hear(NOON.minusSeconds(1), 100);

        assertThat(spent().micros()).isEqualTo(111);
        assertThat(spent().on(LocalDate.of(2026, 3, 2))).isEqualTo(10);
        assertThat(spent().on(LocalDate.of(2026, 3, 3))).isZero();
    }

    @Test
    void whatIsNotLiveIsPassedOver() {
        var other = aLineItem();
        spending.heard(impression(other, NOON, 5));

        assertThat(spending.of(other.id())).isEqualTo(Spending.Spent.NOTHING);
    }

    private void hear(Instant at, long micros) {
        spending.heard(impression(lineItem, at, micros));
    }

    /** That an ad was seen which owes so much for it. */
    static ExperienceEvent impression(ALineItem of, Instant at, long micros) {
        return new Impression(showing(of, PricingModel.CPM, micros, at), at, at);
    }

    private Spending.Spent spent() {
        return spending.of(lineItem.id());
    }

    private Showing showing(PricingModel pricing, long micros, Instant at) {
        return showing(lineItem, pricing, micros, at);
    }

    private static Showing showing(ALineItem of, PricingModel pricing, long micros, Instant at) {
        var live = of.live();
        return new Showing(
                new DecisionId(UUID.randomUUID()),
                at,
                null,
                null,
                new TouchpointId("tv-launcher"),
                new SlotId("tv-launcher.boot"),
                SPORT,
                of.id(),
                live.campaignId(),
                live.advertiserId(),
                of.creative(),
                pricing,
                micros,
                1,
                42);
    }
}
