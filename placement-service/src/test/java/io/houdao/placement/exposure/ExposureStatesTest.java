package io.houdao.placement.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.profile.DeviceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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

    @Test
    void whatLastsOutlivesThirtyDaysThereToo() {
        var memory = Memory.EMPTY.with(exposure(1, NOON)).with(exposure(2, NOON).lasting(true));
        var sealed = states.seal(memory, device, NOON);
        var later = NOON.plus(Duration.ofDays(31));

        var opened = states.open(sealed, Memory.EMPTY, device, later).orElseThrow();
        var again = states.open(states.seal(opened, device, later), Memory.EMPTY, device, later)
                .orElseThrow();

        assertThat(opened.own().size()).isEqualTo(1);
        assertThat(again.shownInFlight(Level.CREATIVE, 4, Per.DEVICE, fingerprint, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(1);
    }

    @Test
    void halfOfItMayLastAndWhatReachesFurtherCountsAsReached() {
        var memory = Memory.EMPTY;
        for (var i = 1; i <= 40; i++) {
            memory = memory.with(exposure(i, NOON.minusSeconds(1_000 - i)).lasting(true));
        }
        for (var i = 1; i <= 40; i++) {
            memory = memory.with(exposure(100 + i, NOON.minusSeconds(100 - i)));
        }

        var sealed = states.seal(memory, device, NOON);
        var opened = states.open(sealed, Memory.EMPTY, device, NOON).orElseThrow();

        var oldestLasting = NOON.minusSeconds(991);
        assertThat(opened.own().size()).isEqualTo(64);
        assertThat(opened.own().lastingSize()).isEqualTo(32);
        assertThat(opened.shown(Level.CREATIVE, 4, Per.DEVICE, fingerprint, NOON.minusSeconds(91)))
                .isEqualTo(31);
        assertThat(opened.shown(Level.CREATIVE, 8, Per.DEVICE, fingerprint, NOON.minusSeconds(92)))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(opened.shownInFlight(Level.CREATIVE, 4, Per.DEVICE, fingerprint, oldestLasting, Instant.EPOCH))
                .isEqualTo(31 + 32);
        assertThat(opened.shownInFlight(Level.CREATIVE, 8, Per.DEVICE, fingerprint, Instant.EPOCH, oldestLasting))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(sealed).hasSizeLessThan(4_300);
    }

    /** While replicas are exchanged one by one, a device may bring what either kind wrote. */
    @Test
    void whatAnEarlierVersionSealedCounts() throws GeneralSecurityException {
        var row = ByteBuffer.allocate(1 + 6 * Long.BYTES)
                .put((byte) 1)
                .putLong(NOON.toEpochMilli())
                .putLong(3)
                .putLong(4)
                .putLong(5)
                .putLong(6)
                .putLong(7);
        var purpose = ByteBuffer.allocate(17 + 2 * Long.BYTES)
                .put("houdao-exposure-1".getBytes(StandardCharsets.US_ASCII))
                .putLong(device.value().getMostSignificantBits())
                .putLong(device.value().getLeastSignificantBits());
        var keyset = TinkJsonProtoKeysetFormat.parseKeyset(KEYSET, InsecureSecretKeyAccess.get());
        var sealed =
                keyset.getPrimitive(RegistryConfiguration.get(), Aead.class).encrypt(row.array(), purpose.array());

        var opened = states.open(Base64.getUrlEncoder().encodeToString(sealed), Memory.EMPTY, device, NOON)
                .orElseThrow();

        assertThat(opened.shown(Level.CREATIVE, 4, Per.DEVICE, fingerprint, NOON.minusMillis(1)))
                .isEqualTo(1);
        assertThat(opened.own().lastingSize()).isZero();
    }

    private Exposure exposure(long decision, Instant at) {
        return new Exposure(at.toEpochMilli(), decision, fingerprint, 3, 4, 5, 6, 7, false);
    }
}
