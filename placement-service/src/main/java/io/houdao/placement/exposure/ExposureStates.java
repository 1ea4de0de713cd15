package io.houdao.placement.exposure;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.placement.exposure.Memory.Completeness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;

/**
 * What a device saw, kept by the device itself for people who refused and for public screens: AES-256-GCM under the
 * receipts' keyset, bound to the device, then base64url. The device can neither read it nor make one; the server keeps
 * nothing. It holds the last {@value #MOST} exposures of as many days as a serving store keeps, half of which may outlive them: at
 * most 4.2 kB. A cap that reaches back further than these counts as reached, so who refused is not shown more than others.
 *
 * <p>A device that throws it away starts anew: that is the price of keeping nothing here.
 */
public final class ExposureStates {

    static final int MOST = 64;
    private static final int MOST_LASTING = MOST / 2;
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
        var kept = memory.own().within(now.minus(HORIZON).toEpochMilli(), MOST, MOST_LASTING);
        var bytes = ByteBuffer.allocate(2 + kept.size() * ROW_BYTES).put(VERSION);
        for (var row = 0; row < kept.size(); row++) {
            write(kept, row, bytes);
        }
        /* Earlier versions of this service take no notice of what follows the rows, and write nothing there. */
        return seal(bytes.put((byte) kept.lastingSize()).array(), device);
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
        var fingerprint = Fingerprint.of(device.value());
        var size = bytes.remaining() / ROW_BYTES;
        var lasting = bytes.remaining() % ROW_BYTES == 0 ? 0 : bytes.get(bytes.limit() - 1);
        var rows = new ArrayList<Exposure>(size);
        while (rows.size() < size) {
            rows.add(readRow(bytes, fingerprint, rows.size() >= size - lasting));
        }
        var kept = Exposures.of(rows);
        var all =
                memory.own().plus(kept).within(now.minus(HORIZON).toEpochMilli(), Integer.MAX_VALUE, Integer.MAX_VALUE);
        return memory.withOwn(all, Completeness.of(kept, MOST, MOST_LASTING));
    }

    /* The device need not know which decision it was; rows only have to differ from each other. */
    private static Exposure readRow(ByteBuffer bytes, long device, boolean lasting) {
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
                bytes.getLong(),
                lasting);
    }

    private static byte[] purpose(DeviceId device) {
        return ByteBuffer.allocate(PURPOSE.length + 2 * Long.BYTES)
                .put(PURPOSE)
                .putLong(device.value().getMostSignificantBits())
                .putLong(device.value().getLeastSignificantBits())
                .array();
    }
}
