package io.houdao.placement.decision.candidates;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.campaign.CampaignClient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts line items on the air once campaign-service has confirmed, record by record, that this is what it said of them last.
 * Whoever may write on the topic could otherwise bring back what is not approved any more, or never was.
 *
 * <p>What is on the air stays there until a later record is confirmed or a tombstone comes, for which nobody is asked. What
 * is not confirmed is dropped; it may also have been replaced meanwhile, and then what replaced it comes. While
 * campaign-service is away, what came waits.
 *
 * <p>One thread asks, so answers come in the order of the questions, and the last answer is the newest.
 */
@Singleton
public class Confirmations {

    /** Most records in one request. */
    static final int MOST = 1_000;

    private static final Logger LOG = Logger.getLogger(Confirmations.class);
    private static final long RETRY_MILLIS = 1_000;

    private final CampaignClient campaign;
    private final LineItems lineItems;
    private final Counter unconfirmed;
    private final Counter failures;
    /** In the order in which they came. Several of a line item: whoever sends an old record after a new one holds up nothing. */
    private final Map<LineItemId, List<Awaited>> awaited = new LinkedHashMap<>();

    private boolean isStartRead;
    private volatile boolean isStartSettled;
    private @Nullable Thread thread;

    Confirmations(CampaignClient campaign, LineItems lineItems, MeterRegistry meters) {
        this.campaign = campaign;
        this.lineItems = lineItems;
        this.unconfirmed = meters.counter("houdao.confirmations.denied");
        this.failures = meters.counter("houdao.confirmations.failures");
    }

    void start(@Observes StartupEvent started) {
        thread = new Thread(this::run, "confirmations");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Takes what was read, until it is known whether it may be shown. At start only the newest of each line item counts. */
    synchronized void await(Awaited read) {
        var ofLineItem = awaited.computeIfAbsent(read.lineItem().id(), id -> new ArrayList<>(1));
        if (!isStartRead) {
            ofLineItem.clear();
        }
        ofLineItem.add(read);
    }

    /** Takes a line item off the air, and what is awaited of it along: an answer that is under way comes too late. */
    synchronized void remove(LineItemId id) {
        awaited.remove(id);
        lineItems.remove(id);
    }

    /** Has decisions see what was removed, and asks about what came. */
    synchronized void batchRead() {
        lineItems.publish();
        if (!isStartRead) {
            isStartRead = true;
            isStartSettled = awaited.isEmpty();
        }
        notifyAll();
    }

    /** Whether all that stood on the topic at start is on the air, or is known not to belong there. */
    public boolean isStartSettled() {
        return isStartSettled;
    }

    private void run() {
        var reachable = true;
        try {
            while (true) {
                reachable = settle(due(), reachable);
                if (!reachable) {
                    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("nothing is put on the air any more: the service stops");
        }
    }

    private synchronized List<Awaited> due() throws InterruptedException {
        while (!isStartRead || awaited.isEmpty()) {
            wait();
        }
        return awaited.values().stream().flatMap(List::stream).toList();
    }

    /* What was answered counts though the rest was not; and all of it is put on the air at once. */
    private boolean settle(List<Awaited> due, boolean wasReachable) {
        var confirmed = new HashSet<Read>();
        var answered = 0;
        try {
            while (answered < due.size()) {
                var part = due.subList(answered, Math.min(due.size(), answered + MOST));
                confirmed.addAll(confirmed(part));
                answered += part.size();
            }
        } catch (RuntimeException e) {
            failures.increment();
            if (wasReachable && !Thread.currentThread().isInterrupted()) {
                LOG.warnf("%d line items wait to be confirmed: %s", due.size() - answered, e.getMessage());
            }
        }
        take(due.subList(0, answered), confirmed);
        isStartSettled |= answered == due.size();
        return answered == due.size();
    }

    private List<Read> confirmed(List<Awaited> part) {
        var asked = new Records(part.stream().map(Awaited::read).toList());
        return campaign.post("/v1/confirmations", asked, Records.class).records();
    }

    /* Under the lock that a tombstone needs: none slips in between the last look at what is awaited and the air. */
    private synchronized void take(List<Awaited> answered, Set<Read> confirmed) {
        for (var one : answered) {
            if (isStillAwaited(one)) {
                if (confirmed.contains(one.read())) {
                    lineItems.put(one.lineItem());
                } else {
                    unconfirmed.increment();
                }
            }
        }
        lineItems.publish();
    }

    private boolean isStillAwaited(Awaited one) {
        var id = one.lineItem().id();
        var ofLineItem = awaited.get(id);
        if (ofLineItem == null || !ofLineItem.remove(one)) {
            return false;
        }
        if (ofLineItem.isEmpty()) {
            awaited.remove(id);
        }
        return true;
    }

    /** What is asked, and of that what is confirmed. */
    @RegisterForReflection
    record Records(List<Read> records) {}

    /**
     * A record as campaign-service knows it again.
     *
     * @param digest SHA-256 of its value, in hexadecimal
     */
    @RegisterForReflection
    record Read(LineItemId lineItemId, String digest) {}
}
