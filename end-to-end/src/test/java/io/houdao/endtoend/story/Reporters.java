package io.houdao.endtoend.story;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Receipt;
import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.driver.Event;
import io.houdao.endtoend.driver.FeedbackDriver;
import io.houdao.endtoend.driver.Refused;
import io.houdao.endtoend.driver.Unreachable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Devices that report on and on, in a scene of their own. What is not acknowledged they send again until it is, as devices do:
 * some of it is then sent twice.
 */
final class Reporters implements AutoCloseable {

    private static final int DEVICES_AT_ONCE = 4;
    private static final int SHOWINGS_A_REPORT = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LIFE = Duration.ofHours(1);

    private final FeedbackDriver feedback;
    private final Receipts receipts;
    private final Scene scene =
            Scene.of("home/sigkill-" + UUID.randomUUID().toString().substring(0, 8));
    private final AtomicLong reports = new AtomicLong();
    private final ExecutorService pool = Executors.newFixedThreadPool(DEVICES_AT_ONCE);
    private final List<Future<?>> reporting = new ArrayList<>();
    private volatile boolean stopped;

    Reporters(SharedSuite suite) {
        this.feedback = suite.drivers().feedback();
        this.receipts = receipts(suite);
        for (var i = 0; i < DEVICES_AT_ONCE; i++) {
            reporting.add(pool.submit(this::report));
        }
    }

    private static Receipts receipts(SharedSuite suite) {
        try {
            return Receipts.with(Files.readString(suite.directory().resolve("keys/receipt-keyset.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report() {
        while (!stopped) {
            var device = UUID.randomUUID();
            var events = Stream.generate(() -> receipt(device))
                    .limit(SHOWINGS_A_REPORT)
                    .flatMap(receipt -> Stream.of(
                            Event.impression(receipt),
                            Event.offered(receipt, Duration.ofMillis(700)),
                            Event.click(receipt)))
                    .toList();
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .atMost(PATIENCE)
                    .ignoreExceptionsMatching(failure -> failure instanceof Unreachable || failure instanceof Refused)
                    .until(() -> feedback.tell(device, events) == events.size());
            reports.incrementAndGet();
        }
    }

    private String receipt(UUID device) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var showing = new Showing(
                new DecisionId(UUID.randomUUID()),
                now,
                null,
                new DeviceId(device),
                new TouchpointId("tv-player"),
                new SlotId("tv-player.pause-card"),
                scene,
                new LineItemId(new UUID(1, 0)),
                new CampaignId(new UUID(2, 0)),
                new AdvertiserId(new UUID(3, 0)),
                new CreativeId(new UUID(4, 0)),
                PricingModel.CPM,
                21_000,
                0.98,
                42);
        return receipts.seal(new Receipt(showing, now.plus(LIFE)));
    }

    /** Returns once so many reports were acknowledged. */
    void awaitAcknowledged(long many) {
        await().pollInterval(Duration.ofMillis(1)).atMost(PATIENCE).until(() -> reports.get() >= many);
    }

    /** Returns once everything that was begun is acknowledged. */
    void finish() {
        stopped = true;
        for (var each : reporting) {
            try {
                each.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException("a device could not report", e);
            }
        }
    }

    /** How many showings were reported and acknowledged: of each the impression, that the × was there, and a click. */
    List<Long> acknowledged() {
        var showings = SHOWINGS_A_REPORT * reports.get();
        return List.of(showings, showings, showings);
    }

    /** How many of these the service has counted. */
    List<Long> counted() {
        return feedback.closeRates("scene", scene.toString()).stream()
                .findFirst()
                .map(Reporters::counts)
                .orElse(List.of());
    }

    private static List<Long> counts(JsonNode rate) {
        return List.of(
                rate.path("impressions").asLong(),
                rate.path("offered").asLong(),
                rate.path("clicks").asLong());
    }

    @Override
    public void close() {
        stopped = true;
        pool.shutdownNow();
    }
}
