package io.houdao.feedback.intake;

import io.houdao.contracts.placement.InvalidReceipt;
import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.placement.Showing;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a receipt proves, without I/O, with the keyset that placement-service seals them with. Without that keyset
 * the service does not start. Keys are rotated while it runs: the file is read again when it has changed, and one that cannot
 * be read changes nothing.
 */
@Startup
@ApplicationScoped
class ReceiptProof {

    private static final Logger LOG = Logger.getLogger(ReceiptProof.class);

    private final Path keyset;
    private String keys;
    private volatile Receipts receipts;

    ReceiptProof(@ConfigProperty(name = "houdao.receipt.keyset-file") Path keyset) {
        this.keyset = keyset;
        try {
            this.keys = Files.readString(keyset);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot read the keyset of receipts, houdao.receipt.keyset-file=" + keyset, e);
        }
        this.receipts = Receipts.with(keys);
    }

    /** Takes new keys in, where there are any. */
    @Scheduled(every = "${houdao.receipt.keyset-read-every}")
    synchronized void readKeys() {
        try {
            var found = Files.readString(keyset);
            if (!found.equals(keys)) {
                receipts = Receipts.with(found);
                keys = found;
                LOG.info("receipts are opened with new keys from now on");
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("the keyset of receipts cannot be read, the one from before stays: %s", e.getMessage());
        }
    }

    /** The showing that {@code sealed} proves at {@code now}; refused where it proves none. */
    Showing showing(@Nullable String sealed, Instant now) throws RefusedEvent {
        if (sealed == null || sealed.isBlank()) {
            throw new RefusedEvent("receipt", "is required: send the one that came with the ad");
        }
        try {
            return receipts.open(sealed, now).showing();
        } catch (InvalidReceipt e) {
            throw new RefusedEvent("receipt", String.valueOf(e.getMessage()));
        }
    }

    /** The same, for a {@code device} that signed in: a receipt that names a device is of no use to another. */
    Showing showing(@Nullable String sealed, Instant now, UUID device) throws RefusedEvent {
        var showing = showing(sealed, now);
        if (showing.deviceId() != null && !showing.deviceId().value().equals(device)) {
            throw new RefusedEvent("receipt", "was given to another device; only that device can use it");
        }
        return showing;
    }
}
