package io.houdao.campaign.report;

import io.houdao.contracts.placement.Showing;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * How many people were met, at the least, without their names: each sets one of 256 bits, which others may set too, so there
 * are never more bits than people. Who has no name and no device counts by the showing.
 *
 * <p>Of n people about 256·(1 − e^(−n/256)) bits are set: 50 bits take 56 people in the mean, 100 take 127.
 */
record Crowd(BigInteger bits) {

    static final int SIZE = 256;
    static final Crowd NONE = new Crowd(BigInteger.ZERO);

    /** Whoever is in {@code showing}. The bit differs by line item, so that it cannot be followed from one to another. */
    static Crowd of(Showing showing) {
        var who = showing.personId() != null
                ? showing.personId().toString()
                : showing.deviceId() != null
                        ? showing.deviceId().toString()
                        : showing.decisionId().toString();
        var hash = UUID.nameUUIDFromBytes((showing.lineItemId() + " " + who).getBytes(StandardCharsets.UTF_8));
        return new Crowd(BigInteger.ZERO.setBit((int) (hash.getMostSignificantBits() & (SIZE - 1))));
    }

    /** From {@link #toString}, or as PostgreSQL writes it. */
    static Crowd parse(String zerosAndOnes) {
        return new Crowd(new BigInteger(zerosAndOnes, 2));
    }

    Crowd plus(Crowd other) {
        return new Crowd(bits.or(other.bits));
    }

    /** There are at least so many people in it. */
    int people() {
        return bits.bitCount();
    }

    /** As PostgreSQL reads it: in hexadecimal digits, all of them. */
    String hex() {
        return "x" + "%064x".formatted(bits);
    }
}
