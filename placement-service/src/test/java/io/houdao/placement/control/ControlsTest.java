package io.houdao.placement.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.feedback.ExperienceControl.AdFree;
import io.houdao.contracts.feedback.ExperienceControl.ResponseRates;
import io.houdao.contracts.feedback.ExperienceControl.ScenePrice;
import io.houdao.contracts.feedback.ExperienceControl.Suspension;
import io.houdao.contracts.feedback.ExperienceControl.TightenedCap;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ControlsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Scene SPORT = Scene.of("home/sport");
    private static final SlotId SLOT = new SlotId("tv-launcher.boot");
    private static final CreativeId CREATIVE = new CreativeId(UUID.randomUUID());

    private final Controls controls = new Controls();

    @Test
    void anOlderPriceArrivingLateIsIgnored() {
        controls.set(new ScenePrice(SPORT, 2_000, .08, "up", NOON));

        controls.set(new ScenePrice(SPORT, 1_000, .08, "up", NOON.minusMillis(1)));

        assertThat(controls.price(SPORT).priceMicros()).isEqualTo(2_000);
    }

    @Test
    void aTombstoneLiftsWhatItNamesAndNothingElse() {
        var ofOne = new Suspension(SLOT, CREATIVE, SPORT, "closed", NOON, null);
        var ofAll = new Suspension(SLOT, null, SPORT, "closed", NOON, null);
        controls.set(ofOne);
        controls.set(ofAll);

        controls.lift(ofAll.scope());

        assertThat(controls.suspends(SLOT, SPORT, CREATIVE, NOON)).isTrue();
        assertThat(controls.suspends(SLOT, SPORT, new CreativeId(UUID.randomUUID()), NOON))
                .isFalse();

        controls.lift(ofOne.scope());
        controls.lift("nobody ever set this");

        assertThat(controls.suspends(SLOT, SPORT, CREATIVE, NOON)).isFalse();
        assertThat(controls.size()).isZero();
    }

    @Test
    void aTightenedCapIsReplacedByTheNextStepAndLiftedByItsTombstone() {
        var first = new TightenedCap(SLOT, CREATIVE, SPORT, cap(4), "closed", NOON);
        var second = new TightenedCap(SLOT, CREATIVE, SPORT, cap(2), "closed", NOON.plusSeconds(1));
        controls.set(second);

        controls.set(first);

        assertThat(controls.cap(SLOT, SPORT, CREATIVE)).isEqualTo(cap(2));
        assertThat(controls.cap(SLOT, Scene.of("home/life"), CREATIVE)).isNull();
        assertThat(controls.cap(SLOT, SPORT, new CreativeId(UUID.randomUUID()))).isNull();

        controls.lift(second.scope());

        assertThat(controls.cap(SLOT, SPORT, CREATIVE)).isNull();
    }

    private static FrequencyCap cap(int limit) {
        return new FrequencyCap(Level.CREATIVE, Per.PERSON, limit, Duration.ofDays(1));
    }

    @Test
    void ratesBelongToACreativeInAScene() {
        var rates = new ResponseRates(CREATIVE, SPORT, .01, .05, .001, .0001, .2, 1_200, NOON, null);
        controls.set(rates);

        assertThat(controls.rates(CREATIVE, SPORT)).isEqualTo(rates);
        assertThat(controls.rates(CREATIVE, Scene.of("home/life"))).isNull();

        controls.lift(rates.scope());

        assertThat(controls.rates(CREATIVE, SPORT)).isNull();
    }

    @Test
    void adFreeDaysEndByThemselvesAndCanBeLifted() {
        var person = new PersonId(UUID.randomUUID());
        var free = new AdFree(person, NOON, NOON.plusSeconds(60));
        controls.set(free);

        assertThat(controls.isAdFree(person, NOON.plusSeconds(60).minusMillis(1)))
                .isTrue();
        assertThat(controls.isAdFree(person, NOON.plusSeconds(60))).isFalse();
        assertThat(controls.isAdFree(new PersonId(UUID.randomUUID()), NOON)).isFalse();

        controls.lift(free.scope());
        assertThat(controls.isAdFree(person, NOON)).isFalse();
    }
}
