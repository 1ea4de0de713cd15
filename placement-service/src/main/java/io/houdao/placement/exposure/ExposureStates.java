package io.houdao.placement.exposure;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import io.houdao.contracts.profile.DeviceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What a device saw, kept by the device itself for people who refused and for public screens: AES-256-GCM under the
 * receipts' keyset, bound to the device, then base64url. The device can neither read it nor make one; the server keeps
 * nothing. It holds the last {@value #MOST} exposures of as many days as a serving store keeps: at most 4.2 kB. A cap that
 * reaches back further than these counts as reached, so who refused is not shown more than others.
 *
 * <p>A device that throws it away starts anew: that is the price of keeping nothing here.
 */
public final class ExposureStates {

    static final int MOST = 64;
    static final Duration HORIZON = Duration.ofDays(ServingStore.HORIZON_DAYS);

    private static final byte VERSION = 1;
    private static final int ROW_BYTES = 6 * Long.BYTES;
    private static final byte[] PURPOSE = "houdao-exposure-1".getBytes(StandardCharsets.US_ASCII);

    private final Aead aead;

    private ExposureStates(Aead aead) {
        this.aead = aead;
    }

    /**
     * Seals and opens with the keys of {@code keyset}.
     *
     * @param keyset in Tink's JSON form
     * @throws IllegalArgumentException if it is not one
     */
    public static ExposureStates with(String keyset) {
        try {
            AeadConfig.register();
            var handle = TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
            return new ExposureStates(handle.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a Tink AEAD keyset in JSON form", e);
        }
    }

    /** What the device was shown according to {@code memory}, sealed for that device. */
    public String seal(Memory memory, DeviceId device, Instant now) {
        var since = now.minus(HORIZON).toEpochMilli();
        var kept = memory.own();
        var first = Math.max(0, kept.size() - MOST);
        var bytes = ByteBuffer.allocate(1 + (kept.size() - first) * ROW_BYTES).put(VERSION);
        for (var row = first; row < kept.size(); row++) {
            if (kept.get(row, Exposures.AT) >= since) {
                write(kept, row, bytes);
            }
        }
        return seal(Arrays.copyOf(bytes.array(), bytes.position()), device);
    }

    private static void write(Exposures kept, int row, ByteBuffer bytes) {
        bytes.putLong(kept.get(row, Exposures.AT))
                .putLong(kept.get(row, Exposures.SCENE))
                .putLong(kept.get(row, Exposures.CREATIVE))
                .putLong(kept.get(row, Exposures.LINE_ITEM))
                .putLong(kept.get(row, Exposures.CAMPAIGN))
                .putLong(kept.get(row, Exposures.ADVERTISER));
    }

    private String seal(byte[] bytes, DeviceId device) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(aead.encrypt(bytes, purpose(device)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal an exposure state", e);
        }
    }

    /** {@code memory}, and what {@code sealed} adds to it; empty if it was not sealed here for this device. */
    public Optional<Memory> open(String sealed, Memory memory, DeviceId device, Instant now) {
        try {
            var bytes = ByteBuffer.wrap(aead.decrypt(Base64.getUrlDecoder().decode(sealed), purpose(device)));
            return bytes.get() == VERSION ? Optional.of(read(bytes, memory, device, now)) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Memory read(ByteBuffer bytes, Memory memory, DeviceId device, Instant now) {
        var since = now.minus(HORIZON).toEpochMilli();
        var fingerprint = Fingerprint.of(device.value());
        var rows = new ArrayList<Exposure>();
        while (bytes.remaining() >= ROW_BYTES) {
            rows.add(readRow(bytes, fingerprint));
        }
        var completeSince = rows.size() < MOST ? Long.MIN_VALUE : rows.get(0).at();
        return memory.withOwn(memory.own().plus(rows).since(since), completeSince);
    }

    /* The device need not know which decision it was; rows only have to differ from each other. */
    private static Exposure readRow(ByteBuffer bytes, long device) {
        var row = bytes.position();
        var at = bytes.getLong();
        var scene = bytes.getLong();
        return new Exposure(
                at,
                at ^ ((long) row << 48),
                device,
                scene,
                bytes.getLong(),
                bytes.getLong(),
                bytes.getLong(),
                bytes.getLong());
    }

    private static byte[] purpose(DeviceId device) {
        return ByteBuffer.allocate(PURPOSE.length + 2 * Long.BYTES)
                .put(PURPOSE)
                .putLong(device.value().getMostSignificantBits())
                .putLong(device.value().getLeastSignificantBits())
                .array();
    }
}
