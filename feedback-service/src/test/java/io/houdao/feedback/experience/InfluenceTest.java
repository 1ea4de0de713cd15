package io.houdao.feedback.experience;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.feedback.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InfluenceTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID PERSON = UUID.randomUUID();

    private final Influence influence = new Influence(settings(12, 1), Duration.ofMinutes(1));

    private static InfluenceSettings settings(int showings, int negatives) {
        return new InfluenceSettings() {
            @Override
            public int windows() {
                return 60;
            }

            @Override
            public int showings() {
                return showings;
            }

            @Override
            public int negatives() {
                return negatives;
            }

            @Override
            public int clicks() {
                return 2;
            }

            @Override
            public int remembered() {
                return 10_000;
            }
        };
    }

    private static EventRow event(UUID decision, EventKind kind, Instant at, UUID subject) {
        var showing = new Showing(
                new DecisionId(decision),
                at,
                new PersonId(subject),
                null,
                new TouchpointId("tv-launcher"),
                new SlotId("tv-launcher.boot"),
                Scene.of("home/sport"),
                new LineItemId(PERSON),
                new CampaignId(PERSON),
                new AdvertiserId(PERSON),
                new CreativeId(PERSON),
                PricingModel.CPM,
                21_000,
                0.98,
                42);
        return new EventRow(showing, kind.toString(), kind.isNegative(), at, "home/sport", 0, "", 0);
    }

    @Test
    void theSecondCloseOfAnHourWeighsNothingAndTheNextHoursDoes() {
        assertThat(weighs(EventKind.CLOSE, NOON)).isTrue();
        assertThat(weighs(EventKind.CLOSE, NOON.plusSeconds(1))).isFalse();
        assertThat(weighs(EventKind.HIDE, NOON.plus(Duration.ofHours(1)).minusMillis(1)))
                .isFalse();
        assertThat(weighs(EventKind.CLOSE, NOON.plus(Duration.ofHours(1)))).isTrue();
    }

    @Test
    void whatIsSaidOfOneShowingIsOneWord() {
        var decision = UUID.randomUUID();

        assertThat(influence.weighs(event(decision, EventKind.CLOSE, NOON, PERSON)))
                .isTrue();
        assertThat(influence.weighs(event(decision, EventKind.COMPLAINT, NOON, PERSON)))
                .isTrue();
        assertThat(influence.weighs(
                        event(decision, EventKind.CLOSE, NOON, PERSON).mark(EventRow.NEGATIVE)))
                .isTrue();
        assertThat(influence.weighs(event(decision, EventKind.CLOSE, NOON, PERSON)))
                .as("again")
                .isTrue();
    }

    @Test
    void theThirteenthShowingOfAnHourAndTheThirdClickWeighNothing() {
        for (var i = 0; i < 12; i++) {
            assertThat(weighs(EventKind.IMPRESSION, NOON)).isTrue();
        }
        assertThat(weighs(EventKind.IMPRESSION, NOON)).isFalse();
        assertThat(weighs(EventKind.CLICK, NOON)).isTrue();
        assertThat(weighs(EventKind.CLICK, NOON)).isTrue();
        assertThat(weighs(EventKind.CLICK, NOON)).isFalse();
    }

    @Test
    void othersAndPublicPlacesAreHeard() {
        weighs(EventKind.CLOSE, NOON);

        assertThat(influence.weighs(event(UUID.randomUUID(), EventKind.CLOSE, NOON, UUID.randomUUID())))
                .isTrue();
        for (var i = 0; i < 100; i++) {
            assertThat(influence.weighs(event(UUID.randomUUID(), EventKind.CLOSE, NOON, null)))
                    .isTrue();
        }
    }

    private boolean weighs(EventKind kind, Instant at) {
        return influence.weighs(event(UUID.randomUUID(), kind, at, PERSON));
    }
}
