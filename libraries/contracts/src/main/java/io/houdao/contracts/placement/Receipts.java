package io.houdao.contracts.placement;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Seals receipts and opens them again: AES-256-GCM with a Tink keyset, then base64url without padding, about 330
 * characters. A device learns nothing from one and cannot make one.
 *
 * <p>To rotate keys, add a key to the keyset of every service, then make it primary, and remove the old one once the
 * last receipt it sealed has expired: each sealed receipt names its key.
 */
public final class Receipts {

    private static final byte[] PURPOSE = "houdao-receipt-1".getBytes(StandardCharsets.US_ASCII);

    private final Aead aead;

    private Receipts(Aead aead) {
        this.aead = aead;
    }

    /**
     * Seals and opens with the keys of {@code keyset}.
     *
     * @param keyset in Tink's JSON form, as {@link #newKeyset} makes it
     * @throws IllegalArgumentException if it is not one
     */
    public static Receipts with(String keyset) {
        try {
            AeadConfig.register();
            var handle = TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
            return new Receipts(handle.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a Tink AEAD keyset in JSON form", e);
        }
    }

    /** A keyset with one fresh key. It is a secret: whoever holds it can forge events. */
    public static String newKeyset() {
        try {
            AeadConfig.register();
            var handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            return TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot make AES-256-GCM keys", e);
        }
    }

    /**
     * {@code keyset} with one more fresh key, which opens but does not seal yet: the first step of a rotation.
     *
     * @throws IllegalArgumentException if it is not a keyset
     */
    public static String withNewKey(String keyset) {
        return changed(
                keyset,
                keys -> keys.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()));
    }

    /**
     * {@code keyset}, sealing with its newest key: the second step, once every service has the first.
     *
     * @throws IllegalArgumentException if it is not a keyset
     */
    public static String sealingWithNewest(String keyset) {
        return changed(keyset, keys -> keys.getAt(keys.size() - 1).makePrimary());
    }

    private static String changed(String keyset, Consumer<KeysetHandle.Builder> change) {
        try {
            AeadConfig.register();
            var handle = TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
            var keys = KeysetHandle.newBuilder(handle);
            change.accept(keys);
            return TinkJsonProtoKeysetFormat.serializeKeyset(keys.build(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a Tink AEAD keyset in JSON form", e);
        }
    }

    public String seal(Receipt receipt) {
        try {
            var sealed = aead.encrypt(encode(receipt), PURPOSE);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal a receipt", e);
        }
    }

    /**
     * What {@code sealed} proves at {@code now}.
     *
     * @throws InvalidReceipt if it was not sealed with a key of the keyset, was altered, or has expired
     */
    public Receipt open(String sealed, Instant now) throws InvalidReceipt {
        var receipt = decode(decrypt(sealed));
        if (!now.isBefore(receipt.expiresAt())) {
            throw new InvalidReceipt("the receipt expired at " + receipt.expiresAt());
        }
        return receipt;
    }

    private byte[] decrypt(String sealed) throws InvalidReceipt {
        try {
            return aead.decrypt(Base64.getUrlDecoder().decode(sealed), PURPOSE);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidReceipt("the receipt was not issued here, or was altered");
        }
    }

    private static byte[] encode(Receipt receipt) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            var showing = receipt.showing();
            out.writeLong(receipt.expiresAt().toEpochMilli());
            write(out, showing.decisionId().value());
            out.writeLong(showing.decidedAt().toEpochMilli());
            writeNullable(
                    out, showing.personId() == null ? null : showing.personId().value());
            writeNullable(
                    out, showing.deviceId() == null ? null : showing.deviceId().value());
            out.writeUTF(showing.touchpointId().value());
            out.writeUTF(showing.slotId().value());
            out.writeUTF(showing.scene().toString());
            write(out, showing.lineItemId().value());
            write(out, showing.campaignId().value());
            write(out, showing.advertiserId().value());
            write(out, showing.creativeId().value());
            out.writeByte(showing.pricing().ordinal());
            out.writeLong(showing.priceMicros());
            out.writeDouble(showing.propensity());
            out.writeLong(showing.featuresHash());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Receipt decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var expiresAt = Instant.ofEpochMilli(in.readLong());
            var decisionId = new DecisionId(readId(in));
            var decidedAt = Instant.ofEpochMilli(in.readLong());
            var person = readNullableId(in);
            var device = readNullableId(in);
            return new Receipt(
                    new Showing(
                            decisionId,
                            decidedAt,
                            person == null ? null : new PersonId(person),
                            device == null ? null : new DeviceId(device),
                            new TouchpointId(in.readUTF()),
                            new SlotId(in.readUTF()),
                            Scene.of(in.readUTF()),
                            new LineItemId(readId(in)),
                            new CampaignId(readId(in)),
                            new AdvertiserId(readId(in)),
                            new CreativeId(readId(in)),
                            PricingModel.values()[in.readByte()],
                            in.readLong(),
                            in.readDouble(),
                            in.readLong()),
                    expiresAt);
        } catch (IOException e) {
            throw new UncheckedIOException("an authentic receipt of another form", e);
        }
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static void writeNullable(DataOutputStream out, @Nullable UUID id) throws IOException {
        out.writeBoolean(id != null);
        if (id != null) {
            write(out, id);
        }
    }

    private static UUID readId(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static @Nullable UUID readNullableId(DataInputStream in) throws IOException {
        return in.readBoolean() ? readId(in) : null;
    }
}
