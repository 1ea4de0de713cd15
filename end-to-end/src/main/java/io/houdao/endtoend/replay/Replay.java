package io.houdao.endtoend.replay;

import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Event;
import io.houdao.endtoend.driver.PlacementDriver.Opportunity;
import io.houdao.endtoend.driver.Refused;
import io.houdao.endtoend.driver.Unreachable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Streams an exposure log through a running suite: each exposure is asked for as a private deal, and where it is shown, what
 * the log says the person did goes back as feedback before they are asked again ({@link Conveyor}).
 *
 * <p>Where the log reaches the days on which restraint is judged, everything before them is shown, to learn what is usual;
 * from then on each scene accepts a tenth fewer closes than that ({@link RestraintGate}).
 */
public final class Replay {

    /** How many exposures are replayed unless asked otherwise. */
    public static final int DEFAULT_LIMIT = 20_000;

    private static final int BETWEEN_PRICES = 500;
    private static final int BETWEEN_PROGRESS = 2_000;
    private static final int BETWEEN_VERDICTS = 20_000;

    /** 200 a second, and so many a window of restraint. */
    private static final long BETWEEN_JUDGED_NANOS = 5_000_000;

    /** What is late by more is not made up for. */
    private static final long LATE_NANOS = 1_000_000_000;

    private static final int TOO_MANY = 429;
    private static final int MOST_ATTEMPTS = 30;
    private static final long BETWEEN_ATTEMPTS_NANOS = 1_000_000_000;
    private static final double ANYTHING = 0.99;
    private static final Duration COUNT_LIMIT = Duration.ofMinutes(3);
    private static final Duration CROSS_OFFERED_AFTER = Duration.ofMillis(500);

    private final Drivers drivers;
    private final PrintStream out;
    private final KuaiRandWorld world;
    private final SceneCounts recount = new SceneCounts();
    private final Map<String, Long> opportunitiesByScene = new TreeMap<>();
    private final Map<String, Long> noAdsByReason = new TreeMap<>();
    private long startedAt;
    private int toldOf;
    private long toldAt;
    private long turn;

    public Replay(Drivers drivers, PrintStream out) {
        this.drivers = drivers;
        this.out = out;
        this.world = new KuaiRandWorld(drivers, line -> out.println("  " + line));
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
     * @throws IllegalArgumentException if {@code directory} holds no such log
     */
    public Outcome run(Path directory, int limit) {
        var exposures = ExposureLog.read(directory, limit);
        out.println("Read " + exposures.size() + " exposures from " + directory);
        var gate = new RestraintGate(exposures);
        world.addFor(exposures);
        accept(exposures, gate.applies() ? ANYTHING : world.acceptedShare());
        var countedBefore = reported();
        var priceBefore = prices();
        stream(exposures, gate);
        var isExact = report(countedBefore, priceBefore);
        if (gate.applies()) {
            gate.print(out);
        }
        return new Outcome(isExact, !gate.applies() || gate.isMet());
    }

    /**
     * What a replay showed.
     *
     * @param isExact whether feedback-service counted exactly what was shown
     * @param isRestrained whether restraint did all that is asked of it; true where the log does not reach the days on which
     *     it is judged
     */
    public record Outcome(boolean isExact, boolean isRestrained) {

        public boolean isGood() {
            return isExact && isRestrained;
        }
    }

    private void accept(List<Exposure> exposures, double share) {
        world.accept(exposures.stream()
                .map(Exposure::scene)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), scene -> share)));
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

    private void stream(List<Exposure> exposures, RestraintGate gate) {
        startedAt = System.nanoTime();
        toldAt = startedAt;
        try (var conveyor = new Conveyor(exposure -> play(exposure, gate))) {
            for (var i = 0; i < exposures.size(); i++) {
                if (gate.applies() && exposures.get(i).isJudged()) {
                    beforeJudged(i, exposures.get(i - 1).isJudged(), gate, conveyor);
                }
                conveyor.add(exposures.get(i));
                progress(i + 1, exposures.size());
            }
            conveyor.drain();
        }
        out.printf(
                "Replayed within %.0f s, %.0f a second%n", seconds(startedAt), exposures.size() / seconds(startedAt));
    }

    private void beforeJudged(int number, boolean wasJudged, RestraintGate gate, Conveyor conveyor) {
        if (!wasJudged) {
            conveyor.drain();
            world.accept(gate.acceptedShareByScene());
            turn = System.nanoTime();
        }
        if (number % BETWEEN_PRICES == 0) {
            gate.price(drivers.feedback().priceOfHarm(gate.mainScene()));
        }
        if (number % BETWEEN_VERDICTS == 0) {
            judgeSoFar(gate);
        }
        awaitTurn();
    }

    /* However fast the machine: where much is shown before it is known how people took the last, the price lags behind. */
    private void awaitTurn() {
        turn = Math.max(turn + BETWEEN_JUDGED_NANOS, System.nanoTime() - LATE_NANOS);
        LockSupport.parkNanos(turn - System.nanoTime());
    }

    private synchronized void judgeSoFar(RestraintGate gate) {
        gate.print(out);
    }

    /** Says how fast it goes now, which is faster and faster while compilers are at work. */
    private void progress(int done, int all) {
        if (done % BETWEEN_PROGRESS == 0 || done == all) {
            out.printf(
                    "  %d of %d exposures, %.0f a second, after %.0f s%n",
                    done, all, (done - toldOf) / seconds(toldAt), seconds(startedAt));
            toldOf = done;
            toldAt = System.nanoTime();
        }
    }

    private static double seconds(long since) {
        return Math.max(1, System.nanoTime() - since) / 1e9;
    }

    /** Asks for an exposure, and tells what came of it. */
    private void play(Exposure exposure, RestraintGate gate) {
        var place = new Opportunity(exposure.slotId(), exposure.lineItemId());
        var decision = untilHeard(() -> drivers.placement()
                .ask(exposure.phone(), exposure.scene(), List.of(place))
                .get(0));
        var events = events(exposure, decision);
        if (!events.isEmpty()) {
            untilHeard(() -> drivers.feedback().tell(exposure.phone(), events));
        }
        count(exposure, decision, events, gate);
    }

    /**
     * As devices do: where a service is too busy or away, the same once more a little later, and not for ever. What was said
     * twice counts once, and a decision whose answer got lost was never shown.
     */
    private static <T> T untilHeard(Supplier<T> call) {
        for (var attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (Refused e) {
                if (attempt == MOST_ATTEMPTS || e.status() < 500 && e.status() != TOO_MANY) {
                    throw e;
                }
            } catch (Unreachable e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
        }
    }

    private synchronized void count(Exposure exposure, Decision decision, List<Event> events, RestraintGate gate) {
        opportunitiesByScene.merge(exposure.scene(), 1L, Long::sum);
        var reason = decision.reason();
        if (reason != null) {
            noAdsByReason.merge(reason, 1L, Long::sum);
        }
        events.forEach(event -> recount.add(exposure.scene(), event.type(), 1));
        gate.add(exposure, decision.isAd());
    }

    /** What the log says happened, if it was shown. */
    private static List<Event> events(Exposure exposure, Decision decision) {
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
}
