package io.houdao.endtoend.replay;

import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Event;
import io.houdao.endtoend.driver.FeedbackDriver;
import io.houdao.endtoend.driver.PlacementDriver.Opportunity;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Streams an exposure log through a running suite: each exposure is asked for as a private deal, and where it is shown, what
 * the log says the person did goes back as feedback.
 *
 * <p>Exposures are taken in chunks in the order of time. Within a chunk several workers ask, each for people of its own, so
 * that each person's order is kept; a chunk's events are all acknowledged before the next chunk begins.
 */
public final class Replay {

    /** How many exposures are replayed unless asked otherwise. */
    public static final int DEFAULT_LIMIT = 20_000;

    private static final int CHUNK = 500;
    private static final int WORKERS = 8;
    private static final Duration COUNT_LIMIT = Duration.ofSeconds(60);
    private static final Duration CROSS_OFFERED_AFTER = Duration.ofMillis(500);

    private final Drivers drivers;
    private final PrintStream out;
    private final SceneCounts recount = new SceneCounts();
    private final Map<String, Long> opportunitiesByScene = new TreeMap<>();
    private final Map<String, Long> noAdsByReason = new TreeMap<>();

    public Replay(Drivers drivers, PrintStream out) {
        this.drivers = drivers;
        this.out = out;
    }

    /**
     * Does nothing where there is a log.
     *
     * @throws IllegalArgumentException if {@code directory} holds none; the message names the files that it should
     */
    public static void requireLog(Path directory) {
        ExposureLog.read(directory, 1);
    }

    /**
     * Replays the first {@code limit} exposures of the log in {@code directory} and prints a table of what came of it.
     *
     * @return whether feedback-service counted exactly what was shown
     * @throws IllegalArgumentException if {@code directory} holds no such log
     */
    public boolean run(Path directory, int limit) {
        var exposures = ExposureLog.read(directory, limit);
        out.println("Read " + exposures.size() + " exposures from " + directory);
        new KuaiRandWorld(drivers, line -> out.println("  " + line)).addFor(exposures);
        var countedBefore = reported();
        var priceBefore = prices();
        stream(exposures);
        return report(countedBefore, priceBefore);
    }

    private SceneCounts reported() {
        return SceneCounts.reported(drivers.feedback().closeRates("scene"));
    }

    private Map<String, Long> prices() {
        var prices = new TreeMap<String, Long>();
        for (var scene : drivers.feedback().scenes()) {
            prices.put(scene.path("scene").asText(), scene.path("priceMicros").asLong());
        }
        return prices;
    }

    private void stream(List<Exposure> exposures) {
        var workers = Executors.newFixedThreadPool(WORKERS);
        var started = System.nanoTime();
        try {
            for (var from = 0; from < exposures.size(); from += CHUNK) {
                var to = Math.min(from + CHUNK, exposures.size());
                tell(decide(exposures.subList(from, to), workers), workers);
                progress(to, exposures.size(), started);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private void progress(int done, int all, long started) {
        if (done % (4 * CHUNK) == 0 || done == all) {
            var seconds =
                    Math.max(1, Duration.ofNanos(System.nanoTime() - started).toSeconds());
            out.println("  " + done + " of " + all + " exposures, " + done / seconds + " a second");
        }
    }

    /** Asks for each exposure of a chunk; the answers come in the order of the log. */
    private List<Answered> decide(List<Exposure> chunk, ExecutorService workers) {
        var answered = new Answered[chunk.size()];
        var work = new ArrayList<Future<?>>();
        for (var worker = 0; worker < WORKERS; worker++) {
            var number = worker;
            work.add(workers.submit(() -> {
                for (var i = 0; i < answered.length; i++) {
                    if (Math.floorMod(chunk.get(i).userId().hashCode(), WORKERS) == number) {
                        answered[i] = ask(chunk.get(i));
                    }
                }
            }));
        }
        work.forEach(Replay::await);
        return List.of(answered);
    }

    private Answered ask(Exposure exposure) {
        var place = new Opportunity(exposure.slotId(), exposure.lineItemId());
        var decision = drivers.placement()
                .ask(exposure.phone(), exposure.scene(), List.of(place))
                .get(0);
        return new Answered(exposure, decision);
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the replay stopped", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Counts what happened in a chunk and has each phone tell its own part, in the order of the log. */
    private void tell(List<Answered> chunk, ExecutorService workers) {
        var eventsByPhone = new LinkedHashMap<UUID, List<Event>>();
        for (var answered : chunk) {
            var exposure = answered.exposure();
            opportunitiesByScene.merge(exposure.scene(), 1L, Long::sum);
            var reason = answered.decision().reason();
            if (reason != null) {
                noAdsByReason.merge(reason, 1L, Long::sum);
            }
            for (var event : answered.events()) {
                recount.add(exposure.scene(), event.type(), 1);
                eventsByPhone
                        .computeIfAbsent(exposure.phone(), phone -> new ArrayList<>())
                        .add(event);
            }
        }
        var work = new ArrayList<Future<?>>();
        eventsByPhone.forEach((phone, events) -> work.add(workers.submit(() -> tell(phone, events))));
        work.forEach(Replay::await);
    }

    private void tell(UUID phone, List<Event> events) {
        for (var from = 0; from < events.size(); from += FeedbackDriver.BATCH) {
            drivers.feedback().tell(phone, events.subList(from, Math.min(from + FeedbackDriver.BATCH, events.size())));
        }
    }

    private boolean report(SceneCounts countedBefore, Map<String, Long> priceBefore) {
        var differences = awaitEqualCounts(countedBefore.plus(recount));
        var priceAfter = prices();
        out.println();
        out.printf(
                "%-18s %13s %8s %7s %10s %17s %24s%n",
                "scene", "opportunities", "shown", "closes", "close rate", "95 % interval", "price of harm (micros)");
        opportunitiesByScene.forEach((scene, opportunities) -> {
            var shown = recount.of(scene, "impression");
            var closes = recount.of(scene, "close");
            var interval = Wilson.of(closes, shown);
            out.printf(
                    "%-18s %13d %8d %7d %10.4f   [%.4f, %.4f] %10d → %10d%n",
                    scene,
                    opportunities,
                    shown,
                    closes,
                    shown == 0 ? 0.0 : (double) closes / shown,
                    interval.low(),
                    interval.high(),
                    priceBefore.getOrDefault(scene, 0L),
                    priceAfter.getOrDefault(scene, 0L));
        });
        out.println("No ad, by reason: " + noAdsByReason);
        if (differences.isEmpty()) {
            out.println("feedback-service counts exactly what was shown, in every scene and of every kind.");
        } else {
            out.println("feedback-service counts otherwise than the log lines that were shown:");
            out.print(differences);
        }
        return differences.isEmpty();
    }

    private String awaitEqualCounts(SceneCounts expected) {
        try {
            Awaitility.await()
                    .atMost(COUNT_LIMIT)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> expected.differencesTo(reported()).isEmpty());
            return "";
        } catch (ConditionTimeoutException e) {
            return expected.differencesTo(reported());
        }
    }

    /** An exposure and what our suite answered to it. */
    private record Answered(Exposure exposure, Decision decision) {

        /** What the log says happened, if it was shown. */
        List<Event> events() {
            var ad = decision.ad();
            if (ad == null) {
                return List.of();
            }
            var events = new ArrayList<Event>();
            events.add(Event.impression(ad.receipt()));
            events.add(Event.offered(ad.receipt(), CROSS_OFFERED_AFTER));
            if (exposure.isClosed()) {
                events.add(Event.close(ad.receipt(), Duration.ofMillis(exposure.playedMillis())));
            }
            if (exposure.hated()) {
                events.add(Event.hide(ad.receipt()));
            }
            if (exposure.clicked()) {
                events.add(Event.click(ad.receipt()));
            }
            if (exposure.viewedLong()) {
                events.add(Event.useful(ad.receipt()));
            }
            return events;
        }
    }
}
