package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.decision.candidates.LineItem;
import io.houdao.placement.decision.candidates.LineItems;
import io.houdao.placement.pacing.BudgetLeases.Want;
import io.houdao.placement.topic.TopicReaders;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that there is money for the line items that may be shown, on a thread of its own. While campaign-service is
 * away, what is held is used up; after that, nothing that must be paid for is shown.
 *
 * <p>Ready means: since the line items are known, money for those worth most was asked for, which may have been in vain.
 * Without any, each decision would go through all that match.
 */
@Readiness
@Singleton
class LeaseRenewal implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(LeaseRenewal.class);
    private static final Duration RECENTLY = Duration.ofMinutes(10);
    private static final int LOOKED_AT_AT_ONCE = 2_500;
    private static final int MOST_PATIENCE = 8;
    private static final Duration BEFORE_FLIGHT = Duration.ofSeconds(10);

    private final LineItems lineItems;
    private final Leases leases;
    private final Spending spending;
    private final LeaseSettings settings;
    private final BudgetLeases campaign;
    private final TopicReaders topics;
    private final MeterRegistry meters;
    private final Clock clock;
    private final String replica = "placement-" + UUID.randomUUID();
    private final Map<LineItemId, Instant> leftAloneUntil = new HashMap<>();
    private int lookedAt;
    private volatile boolean hasAsked;
    private volatile boolean stopped;
    private @Nullable Thread thread;

    LeaseRenewal(
            LineItems lineItems,
            Leases leases,
            Spending spending,
            LeaseSettings settings,
            BudgetLeases campaign,
            TopicReaders topics,
            MeterRegistry meters,
            Clock clock) {
        this.lineItems = lineItems;
        this.leases = leases;
        this.spending = spending;
        this.settings = settings;
        this.campaign = campaign;
        this.topics = topics;
        this.meters = meters;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        thread = new Thread(this::run, "budget-leases");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
        giveBack(leases.removeOver(Instant.MAX));
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("money").status(hasAsked).build();
    }

    private void run() {
        var reachable = true;
        while (!stopped) {
            var isCatalogueKnown = topics.isCaughtUp();
            var succeeded = renew(reachable, isCatalogueKnown);
            hasAsked |= isCatalogueKnown;
            pause(succeeded ? untilNextLook() : settings.retryAfter().dividedBy(5));
            reachable = succeeded;
        }
    }

    private boolean renew(boolean wasReachable, boolean isCatalogueKnown) {
        try {
            var now = clock.instant();
            giveBack(leases.removeOver(now));
            inParts(wants(now), part -> {
                lease(part);
                hasAsked |= isCatalogueKnown;
            });
            return true;
        } catch (RuntimeException e) {
            if (wasReachable && !stopped) {
                LOG.warnf("no budget leases for now, using up what is held: %s", e.getMessage());
            }
            meters.counter("houdao.leases.failures").increment();
            return false;
        }
    }

    /* To look at many takes its time, and they can wait as much longer. */
    private Duration untilNextLook() {
        var patience = Math.max(1, Math.min(MOST_PATIENCE, lookedAt / LOOKED_AT_AT_ONCE));
        return settings.every().multipliedBy(patience);
    }

    /* First for those that can be worth most: a decision looks at all that have no money until it finds some that have. */
    private List<Want> wants(Instant now) {
        var wants = new ArrayList<Wanting>();
        var mattering = mattering(now);
        lookedAt = mattering.size();
        for (var lineItem : lineItems.of(mattering)) {
            if (mayBeShown(lineItem, now)) {
                addWant(lineItem, now, wants);
            }
        }
        wants.sort(Comparator.comparingDouble(Wanting::ceilingMicros).reversed());
        return wants.stream().map(Wanting::want).toList();
    }

    private Set<LineItemId> mattering(Instant now) {
        var ids = leases.askedForSince(now.minus(RECENTLY));
        lineItems.worthMost(settings.held()).map(LineItem::id).forEach(ids::add);
        return ids;
    }

    private static boolean mayBeShown(LineItem lineItem, Instant now) {
        return lineItem.needsLease()
                && now.isBefore(lineItem.live().endsAt())
                && now.plus(BEFORE_FLIGHT).isAfter(lineItem.live().startsAt());
    }

    private void addWant(LineItem lineItem, Instant now, List<Wanting> wants) {
        var want = leases.wantMicros(
                lineItem.id(), mostSetAsideMicros(lineItem), fullMicros(lineItem), now.plus(settings.ahead()));
        if (want > 0 && !isLeftAlone(lineItem.id(), now)) {
            wants.add(new Wanting(lineItem.ceilingMicros(), new Want(lineItem.id(), want)));
        }
    }

    /* What is paid by a click sets so little of it aside that half a lease is always enough for a showing. */
    private static long mostSetAsideMicros(LineItem lineItem) {
        return lineItem.live().bid().model() == PricingModel.CPM ? lineItem.mostPerShowingMicros() : 0;
    }

    private long fullMicros(LineItem lineItem) {
        return Leases.fullMicros(lineItem.mostPerShowingMicros(), settings.showings(), spending.leftMicros(lineItem));
    }

    private boolean isLeftAlone(LineItemId id, Instant now) {
        var until = leftAloneUntil.get(id);
        return until != null && now.isBefore(until);
    }

    private void lease(List<Want> wants) {
        var granted = campaign.lease(new BudgetLeases.Wanted(replica, wants));
        var wanted = new HashMap<LineItemId, Long>();
        wants.forEach(want -> wanted.put(want.lineItemId(), want.amountMicros()));
        for (var grant : granted.leases()) {
            if (grant.grantedMicros() > 0) {
                leases.grant(grant.leaseId(), grant.lineItemId(), grant.grantedMicros(), grant.expiresAt());
            }
            if (grant.grantedMicros() >= wanted.getOrDefault(grant.lineItemId(), 0L)) {
                wanted.remove(grant.lineItemId());
                leftAloneUntil.remove(grant.lineItemId());
            }
        }
        var until = clock.instant().plus(settings.retryAfter());
        wanted.keySet().forEach(id -> leftAloneUntil.put(id, until));
    }

    private void giveBack(Map<UUID, Long> restByLease) {
        var rests = restByLease.entrySet().stream()
                .map(rest -> new BudgetLeases.Rest(rest.getKey(), rest.getValue()))
                .toList();
        try {
            inParts(rests, part -> campaign.giveBack(new BudgetLeases.Unused(replica, part)));
        } catch (RuntimeException e) {
            LOG.debugf("unused money could not be given back and returns by itself: %s", e.getMessage());
        }
    }

    private static <T> void inParts(List<T> all, Consumer<List<T>> send) {
        for (var first = 0; first < all.size(); first += BudgetLeases.MOST) {
            send.accept(List.copyOf(all.subList(first, Math.min(all.size(), first + BudgetLeases.MOST))));
        }
    }

    private void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private record Wanting(double ceilingMicros, Want want) {}
}
