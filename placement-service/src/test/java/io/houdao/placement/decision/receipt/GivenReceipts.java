package io.houdao.placement.decision.receipt;

import io.houdao.contracts.placement.Receipts;
import java.nio.file.Path;
import java.time.Duration;

/** Receipts for the tests of later stages. */
public final class GivenReceipts {

    private GivenReceipts() {}

    /** Under a key of its own. */
    public static Issuer issuer() {
        return new Issuer(Receipts.with(Receipts.newKeyset()), new ForADay());
    }

    private record ForADay() implements ReceiptSettings {

        @Override
        public Path keysetFile() {
            throw new UnsupportedOperationException("the key is not in a file");
        }

        @Override
        public Duration life() {
            return Duration.ofDays(1);
        }
    }
}
