package io.houdao.benchmark.pacing;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.pacing.Allowance;
import io.houdao.placement.pacing.Leases;
import io.houdao.placement.pacing.Pace;
import io.houdao.placement.pacing.Window;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Bids in past auctions: a click's value times its predicted rate, divided by 1 + μ. A winner pays the price. The log is
 * cut into episodes, each with the same budget; the pace is kept from one to the next, as it is from day to day.
 */
final class LogRun {

    private static final int WINDOWS = 1_000;

    private final LineItemId lineItem = new LineItemId(new UUID(0, 1));
    private final double valueMicros;
    private final long budgetMicros;
    private Pace pace = Pace.NONE;
    private long clicks;
    private long wins;
    private long overspentMicros;
    private double spentShares;
    private double squares;
    private int episodes;

    /**
     * A run.
     *
     * @param valueMicros what a click is worth
     * @param budgetMicros of each episode
     */
    LogRun(double valueMicros, long budgetMicros) {
        this.valueMicros = valueMicros;
        this.budgetMicros = budgetMicros;
    }

    /** Runs through all auctions; an episode at the end that is shorter than {@code length} gets as much less to spend. */
    void run(List<AuctionLog.Past> auctions, int length) {
        for (var first = 0; first < auctions.size(); first += length) {
            var episode = auctions.subList(first, Math.min(auctions.size(), first + length));
            run(episode, Math.round(budgetMicros * (double) episode.size() / length));
        }
    }

    private void run(List<AuctionLog.Past> episode, long budget) {
        var leases = new Leases();
        leases.grant(UUID.randomUUID(), lineItem, budget, Instant.MAX);
        var window = Math.max(1, episode.size() / WINDOWS);
        var spent = 0L;
        var sum = 0.0;
        for (var first = 0; first < episode.size(); first += window) {
            var last = Math.min(episode.size(), first + window);
            var left = budget - spent;
            var seen = bid(episode.subList(first, last), leases);
            spent += Math.round(seen.micros());
            var days = (last - first) / (double) episode.size();
            var rest = (episode.size() - first) / (double) episode.size();
            pace = pace.seeing(seen, days).spending(seen.micros(), Allowance.of(left, rest, days));
            sum += days * Math.pow(spent / (double) budget - last / (double) episode.size(), 2);
        }
        episodes++;
        spentShares += spent / (double) budget;
        squares += sum;
        overspentMicros += Math.max(0, spent - budget);
    }

    private Window bid(List<AuctionLog.Past> auctions, Leases leases) {
        var seen = new Window(0, 0, auctions.size());
        for (var auction : auctions) {
            var bid = valueMicros * auction.rate() / (1 + pace.dual().budget());
            if (bid > auction.priceMicros() && leases.take(lineItem, auction.priceMicros(), Instant.EPOCH)) {
                seen = seen.plus(new Window(auction.priceMicros(), 1, 0));
                wins++;
                clicks += auction.click() ? 1 : 0;
            }
        }
        return seen;
    }

    long clicks() {
        return clicks;
    }

    long wins() {
        return wins;
    }

    int episodes() {
        return episodes;
    }

    double spentPercent() {
        return 100 * spentShares / episodes;
    }

    /** How far off a straight line what was spent was along the way, in percent of the budget. */
    double rmsePercent() {
        return 100 * Math.sqrt(squares / episodes);
    }

    long overspentMicros() {
        return overspentMicros;
    }
}
