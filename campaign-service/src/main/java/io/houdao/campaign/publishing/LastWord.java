package io.houdao.campaign.publishing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this service said last of a line item.
 *
 * @param digest SHA-256 of the record's value, in hexadecimal; absent for a tombstone
 * @param readAt the offset at which it was read back; absent until then
 * @param erased where a record was erased last that stood on a partition that is not the key's; absent if none ever was
 */
record LastWord(
        UUID lineItemId,
        @Nullable String digest,
        @Nullable Long readAt,
        @Nullable Place erased) {

    /** A record's place on the topic. */
    record Place(int partition, long offset) {}

    static @Nullable String digest(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    LastWord readAt(long offset) {
        return new LastWord(lineItemId, digest, offset, erased);
    }

    /** Said once more, and not read back yet. */
    LastWord awaited() {
        return new LastWord(lineItemId, digest, null, erased);
    }

    LastWord erased(Place place) {
        return new LastWord(lineItemId, digest, readAt, place);
    }
}
