package io.houdao.placement.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.profile.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExposureStatesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String KEYSET = Receipts.newKeyset();

    private final ExposureStates states = ExposureStates.with(KEYSET);
    private final DeviceId device = new DeviceId(UUID.randomUUID());
    private final long fingerprint = Fingerprint.of(device.value());

    @Test
    void whatIsSealedCountsAgainAtEveryLevel() {
        var memory = Memory.EMPTY.with(exposure(1, NOON)).with(exposure(2, NOON));

        var opened = states.open(states.seal(memory, device, NOON), Memory.EMPTY, device, NOON)
                .orElseThrow();

        var since = NOON.minusSeconds(1);
        assertThat(opened.shown(Level.CREATIVE, 4, Per.DEVICE, fingerprint, since))
                .isEqualTo(2);
        assertThat(opened.shown(Level.LINE_ITEM, 5, Per.PERSON, fingerprint, since))
                .isEqualTo(2);
        assertThat(opened.shown(Level.CAMPAIGN, 6, Per.HOUSEHOLD, fingerprint, since))
                .isEqualTo(2);
        assertThat(opened.shown(Level.ADVERTISER, 7, Per.PERSON, fingerprint, since))
                .isEqualTo(2);
        assertThat(opened.shownInScene(3, since)).isEqualTo(2);
    }

    @Test
    void anotherDeviceCannotUseIt() {
        var sealed = states.seal(Memory.EMPTY.with(exposure(1, NOON)), device, NOON);

        assertThat(states.open(sealed, Memory.EMPTY, new DeviceId(UUID.randomUUID()), NOON))
                .isEmpty();
    }

    @Test
    void whatWasAlteredOrIsNoStateIsRefused() {
        var sealed = states.seal(Memory.EMPTY.with(exposure(1, NOON)), device, NOON);
        var last = sealed.charAt(sealed.length() / 2) == 'A' ? 'B' : 'A';
        var altered = sealed.substring(0, sealed.length() / 2) + last + sealed.substring(sealed.length() / 2 + 1);

        assertThat(states.open(altered, Memory.EMPTY, device, NOON)).isEmpty();
        assertThat(states.open("not base64 !", Memory.EMPTY, device, NOON)).isEmpty();
        assertThat(states.open("", Memory.EMPTY, device, NOON)).isEmpty();
        assertThat(ExposureStates.with(Receipts.newKeyset()).open(sealed, Memory.EMPTY, device, NOON))
                .isEmpty();
    }

    @Test
    void itHoldsTheLastSixtyFourOfTheLastThirtyDaysAndWhatReachesFurtherCountsAsReached() {
        var memory =
                Memory.EMPTY.with(exposure(1, NOON.minus(Duration.ofDays(30)).minusMillis(1)));
        for (var i = 2; i <= 100; i++) {
            memory = memory.with(exposure(i, NOON.minusSeconds(100 - i)));
        }

        var sealed = states.seal(memory, device, NOON);
        var opened = states.open(sealed, Memory.EMPTY, device, NOON).orElseThrow();

        assertThat(opened.own().size()).isEqualTo(64);
        assertThat(opened.shownInScene(3, NOON.minusSeconds(63))).isEqualTo(63);
        assertThat(opened.shownInScene(3, NOON.minusSeconds(64))).isEqualTo(Integer.MAX_VALUE);
        assertThat(opened.shown(Level.CREATIVE, 4, Per.PERSON, fingerprint, NOON.minusSeconds(63)))
                .isEqualTo(63);
        assertThat(opened.shown(Level.CREATIVE, 8, Per.PERSON, fingerprint, NOON.minusSeconds(63)))
                .isZero();
        assertThat(opened.shown(Level.CREATIVE, 8, Per.PERSON, fingerprint, NOON.minusSeconds(64)))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(sealed).hasSizeLessThan(4_300);
    }

    @Test
    void anExposureCountsUntilJustBeforeThirtyDays() {
        var memory = Memory.EMPTY.with(exposure(1, NOON));
        var sealed = states.seal(memory, device, NOON);
        var almost = NOON.plus(Duration.ofDays(30));

        var opened = states.open(sealed, Memory.EMPTY, device, almost).orElseThrow();
        assertThat(opened.shownInScene(3, NOON.minusMillis(1))).isEqualTo(1);
        assertThat(states.open(sealed, Memory.EMPTY, device, almost.plusMillis(1))
                        .orElseThrow()
                        .shownInScene(3, NOON.minusMillis(1)))
                .isZero();
    }

    @Test
    void inSealingAndOpeningAgainNothingGrows() {
        var memory = Memory.EMPTY.with(exposure(1, NOON));

        for (var i = 0; i < 10; i++) {
            memory = states.open(states.seal(memory, device, NOON), Memory.EMPTY, device, NOON)
                    .orElseThrow();
        }

        assertThat(memory.own().size()).isEqualTo(1);
    }

    @Test
    void twoAdsOfOneAnswerStayTwo() {
        var memory = Memory.EMPTY.with(exposure(1, NOON)).with(exposure(2, NOON));

        var opened = states.open(states.seal(memory, device, NOON), Memory.EMPTY, device, NOON)
                .orElseThrow()
                .with(exposure(3, NOON));

        assertThat(opened.own().size()).isEqualTo(3);
    }

    private Exposure exposure(long decision, Instant at) {
        return new Exposure(at.toEpochMilli(), decision, fingerprint, 3, 4, 5, 6, 7);
    }
}
