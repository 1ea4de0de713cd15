package io.houdao.placement.decision.receipt;

import io.houdao.contracts.placement.Receipt;
import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.placement.Showing;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Hands out a receipt for each ad. */
@Singleton
public class Issuer {

    private final Receipts receipts;
    private final Duration life;

    Issuer(Receipts receipts, ReceiptSettings settings) {
        this.receipts = receipts;
        this.life = settings.life();
    }

    /** The sealed receipt of {@code showing}; it is good from its decision on, for the configured time. */
    public String issue(Showing showing) {
        return receipts.seal(new Receipt(showing, showing.decidedAt().plus(life)));
    }
}
