package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.placement.ALineItem;
import io.houdao.placement.Steps;
import io.houdao.placement.decision.Explanation.Considered;
import io.houdao.placement.exposure.Memories;
import io.houdao.placement.topic.ReadTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is told of a decision, and of those that were not shown. */
class ExplanationTest {

    private final Steps clock = new Steps();
    private final ALineItem best = aLineItem().bid(PricingModel.CPM, 40_000_000);
    private final ALineItem second = aLineItem().bid(PricingModel.CPM, 30_000_000);
    /** Looked at first, because of what the lift of its goal could make of it. */
    private final ALineItem worthless =
            aLineItem().bid(PricingModel.CPM, 1_000_000).goal(1_000, 60_000);

    @Test
    void whoeverIsWorthLessIsOutbidUnlessChanceDecided() {
        assertThat(outcomes(decision(replica("0"))))
                .containsExactly(said(best, "shown"), said(second, "outbid"), said(worthless, "not-worth-the-harm"));
    }

    @Test
    void whereChanceDecidedNobodyWasOutbid() {
        var replica = replica("1");

        assertThat(outcomes(whereIsShown(second, replica)))
                .containsExactly(
                        said(best, "exploration"), said(second, "shown"), said(worthless, "not-worth-the-harm"));
        var nothing = whereIsShown(null, replica);
        assertThat(nothing.reason()).isEqualTo("exploration");
        assertThat(outcomes(nothing))
                .containsExactly(
                        said(best, "exploration"), said(second, "exploration"), said(worthless, "not-worth-the-harm"));
    }

    @Test
    void whomARuleRejectedIsNamedWithItsReason() {
        var capped = aLineItem()
                .bid(PricingModel.CPM, 50_000_000)
                .cap(new FrequencyCap(Level.LINE_ITEM, Per.DEVICE, 1, Duration.ofDays(1)));
        var replica = replica("0", best, capped);
        var device = aDevice();
        assertThat(outcomes(decision(replica, device))).containsExactly(said(capped, "shown"), said(best, "outbid"));

        var explanation = Decisions.explained(decision(replica, device)).forOperator();

        assertThat(explanation.candidates())
                .extracting(ExplanationTest::told)
                .containsExactly(said(best, "shown"), said(capped, "frequency-capped"));
        var rejected = explanation.candidates().get(1);
        assertThat(rejected.creativeId()).isEqualTo(capped.creative());
        assertThat(rejected.response()).isNotNull();
        assertThat(rejected.score()).as("it did not compete").isNull();
    }

    @Test
    void howOldTheCatalogueWasIsSaidWhateverWasDecided() {
        var replica = replica("0");
        var noTimeLeft = Deadline.after(Duration.ZERO, clock.instant(), clock);

        for (var decided : List.of(
                replica.ask(aDevice(), SPORT, null),
                replica.ask(aDevice(), Scene.of("home/night"), null),
                replica.ask(aDevice(), SPORT, null, noTimeLeft))) {
            var decision = decided.decisions().get(0);
            assertThat(decided.catalogueAge()).isEqualTo(ReadTopics.CATALOGUE_AGE);
            assertThat(Decisions.explained(decision).forOperator().catalogueAge())
                    .isEqualTo(ReadTopics.CATALOGUE_AGE);
            assertThat(Decisions.explained(decision).forPerson().catalogueAge()).isEqualTo(ReadTopics.CATALOGUE_AGE);
        }
    }

    private Replica replica(String exploration) {
        return replica(exploration, worthless, second, best);
    }

    private Replica replica(String exploration, ALineItem... live) {
        return new Replica(
                clock,
                Memories.aStore(clock),
                SPORT,
                Map.of("houdao.decisions.exploration", exploration),
                List.of(live),
                List.of());
    }

    /** Chance decides each time, so sooner or later it decides for that; null for nothing. */
    private static Decision whereIsShown(ALineItem wanted, Replica replica) {
        while (true) {
            var decision = decision(replica);
            var shown = Optional.ofNullable(decision.showing()).map(showing -> showing.lineItemId());
            if (shown.equals(Optional.ofNullable(wanted).map(ALineItem::id))) {
                return decision;
            }
        }
    }

    private static Decision decision(Replica replica) {
        return decision(replica, aDevice());
    }

    private static Decision decision(Replica replica, DeviceId device) {
        return replica.ask(device, SPORT, null).decisions().get(0);
    }

    private static DeviceId aDevice() {
        return new DeviceId(UUID.randomUUID());
    }

    private static List<String> outcomes(Decision decision) {
        return Decisions.explained(decision).forOperator().candidates().stream()
                .map(ExplanationTest::told)
                .toList();
    }

    private static String told(Considered candidate) {
        return candidate.lineItemId() + " " + candidate.outcome();
    }

    private static String said(ALineItem lineItem, String outcome) {
        return lineItem.id() + " " + outcome;
    }
}
