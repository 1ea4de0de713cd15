package io.houdao.placement.decision.candidates;

import io.houdao.placement.decision.candidates.Confirmations.Read;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A line item that was read and is not confirmed yet. Two of the same content are two: each has its own place on the topic. */
final class Awaited {

    private final LineItem lineItem;
    private final Read read;

    Awaited(LineItem lineItem, byte[] record) {
        this.lineItem = lineItem;
        this.read = new Read(lineItem.id(), digest(record));
    }

    private static String digest(byte[] record) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(record));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    LineItem lineItem() {
        return lineItem;
    }

    Read read() {
        return read;
    }
}
