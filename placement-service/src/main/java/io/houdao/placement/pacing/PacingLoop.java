package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.decision.candidates.LineItems;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * After every window, adds up what was promised, moves the paces where this replica is their owner, and lets decisions
 * see the newest. While the board is away they keep the last that were seen; leases remain the hard stop.
 */
@Singleton
class PacingLoop {

    private static final Logger LOG = Logger.getLogger(PacingLoop.class);

    private final Promises promises;
    private final PacingBoard board;
    private final PaceKeeper keeper;
    private final Duals duals;
    private final LineItems lineItems;
    private final PacingSettings settings;
    private final MeterRegistry meters;
    /** What could not be added to the board yet. */
    private Map<LineItemId, Window> own = Map.of();

    private volatile boolean stopped;
    private @Nullable Thread thread;

    PacingLoop(
            Promises promises,
            PacingBoard board,
            PaceKeeper keeper,
            Duals duals,
            LineItems lineItems,
            PacingSettings settings,
            MeterRegistry meters) {
        this.promises = promises;
        this.board = board;
        this.keeper = keeper;
        this.duals = duals;
        this.lineItems = lineItems;
        this.settings = settings;
        this.meters = meters;
        meters.gauge("houdao.pacing.line.items", duals, Duals::size);
    }

    void start(@Observes StartupEvent started) {
        thread = new Thread(this::run, "pacing");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        var reachable = true;
        while (pause()) {
            reachable = look(reachable);
        }
    }

    private boolean look(boolean wasReachable) {
        try {
            look();
            return true;
        } catch (RuntimeException e) {
            if (wasReachable && !stopped) {
                LOG.warnf("the paces stay as they are for now: %s", e.getMessage());
            }
            meters.counter("houdao.pacing.failures").increment();
            return false;
        }
    }

    /** One window's end. */
    void look() {
        own = sum(own, promises.take());
        board.add(own);
        own = Map.of();
        board.takeAsOwner().ifPresentOrElse(this::move, keeper::resign);
        var newest = new HashMap<LineItemId, Dual>();
        board.paces().forEach((id, pace) -> newest.put(id, pace.dual()));
        duals.replace(newest);
        lineItems.pace(discounts(newest));
    }

    private static Map<LineItemId, Double> discounts(Map<LineItemId, Dual> duals) {
        var discounts = new HashMap<LineItemId, Double>();
        duals.forEach((id, dual) -> discounts.put(id, dual.discount()));
        return discounts;
    }

    /* What was seen before this replica became the owner belongs to no window that it knows the length of. */
    private void move(Map<LineItemId, Window> seen) {
        if (keeper.isOwner()) {
            board.publish(keeper.move(seen));
        } else {
            keeper.takeOver(board.paces());
        }
    }

    private static Map<LineItemId, Window> sum(Map<LineItemId, Window> some, Map<LineItemId, Window> more) {
        var sum = new HashMap<>(some);
        more.forEach((id, window) -> sum.merge(id, window, Window::plus));
        return sum;
    }

    private boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(settings.window().toMillis());
            return !stopped;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
