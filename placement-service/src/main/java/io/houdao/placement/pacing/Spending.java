package io.houdao.placement.pacing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.placement.decision.candidates.LineItem;
import io.houdao.placement.decision.candidates.LineItems;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What line items have been charged and delivered, by the events of all replicas, as far back as these are read. It only
 * says how much there is left to spread; what may be promised at all, {@link Leases} say.
 *
 * <p>A repeat is dropped if it is among the last {@value #REPEATS_KNOWN} billable events; campaign-service, which keeps
 * the books, knows them all.
 */
@Singleton
public class Spending {

    private static final int REPEATS_KNOWN = 100_000;

    private final LineItems lineItems;
    private final Map<LineItemId, Spent> byLineItem = new ConcurrentHashMap<>();
    private final Cache<Counted, Boolean> counted =
            Caffeine.newBuilder().maximumSize(REPEATS_KNOWN).build();

    public Spending(LineItems lineItems) {
        this.lineItems = lineItems;
    }

    /** Takes in what happened to an ad; most of what happens costs nothing. */
    public void heard(ExperienceEvent event) {
        var showing = event.showing();
        var isImpression = event instanceof ExperienceEvent.Impression;
        var costs = costs(event, showing.pricing());
        if ((isImpression || costs) && isNew(showing, isImpression)) {
            add(showing, costs ? showing.priceMicros() : 0, isImpression ? 1 : 0);
        }
    }

    private boolean isNew(Showing showing, boolean impression) {
        return counted.asMap().putIfAbsent(new Counted(showing.decisionId(), impression), true) == null;
    }

    private static boolean costs(ExperienceEvent event, PricingModel pricing) {
        return switch (pricing) {
            case CPM -> event instanceof ExperienceEvent.Impression;
            case CPC -> event instanceof ExperienceEvent.Click;
            case CPA -> event instanceof ExperienceEvent.Conversion;
            case FIXED_TIME -> false;
        };
    }

    private void add(Showing showing, long micros, int impressions) {
        for (var lineItem : lineItems.of(List.of(showing.lineItemId()))) {
            var day = day(lineItem, showing.decidedAt());
            byLineItem.merge(lineItem.id(), new Spent(micros, impressions, day, micros), Spent::plus);
        }
    }

    private static LocalDate day(LineItem lineItem, Instant at) {
        return LocalDate.ofInstant(at, lineItem.zone());
    }

    Spent of(LineItemId lineItem) {
        return byLineItem.getOrDefault(lineItem, Spent.NOTHING);
    }

    /** What is left of a line item's budget. */
    long leftMicros(LineItem lineItem) {
        return Math.max(0, lineItem.live().budgetMicros() - of(lineItem.id()).micros());
    }

    /** What may still be spent of a line item's budget, and of that of the day. */
    long leftMicros(LineItem lineItem, Instant now) {
        var daily = lineItem.live().dailyBudgetMicros();
        var left = leftMicros(lineItem);
        return daily == null
                ? left
                : Math.max(0, Math.min(left, daily - of(lineItem.id()).on(day(lineItem, now))));
    }

    /** Forgets line items that are gone. */
    void keepLive() {
        byLineItem.keySet().removeIf(id -> lineItems.of(List.of(id)).isEmpty());
    }

    /**
     * What one line item was charged.
     *
     * @param day the last day of which anything is known, in the line item's zone
     * @param dayMicros what was charged for showings of that day
     */
    record Spent(long micros, long impressions, LocalDate day, long dayMicros) {

        static final Spent NOTHING = new Spent(0, 0, LocalDate.MIN, 0);

        Spent plus(Spent more) {
            var latest = day.isBefore(more.day) ? more.day : day;
            return new Spent(
                    micros + more.micros, impressions + more.impressions, latest, on(latest) + more.on(latest));
        }

        /** What a showing cost on average; zero before the first. */
        double microsPerImpression() {
            return impressions == 0 ? 0 : micros / (double) impressions;
        }

        long on(LocalDate that) {
            return that.equals(day) ? dayMicros : 0;
        }
    }

    private record Counted(DecisionId decision, boolean impression) {}
}
