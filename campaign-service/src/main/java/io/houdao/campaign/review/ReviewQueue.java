package io.houdao.campaign.review;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.budget.Budgets;
import io.houdao.campaign.budget.Reservation;
import io.houdao.campaign.history.History;
import io.houdao.campaign.lineitem.LineItem;
import io.houdao.campaign.lineitem.LineItems;
import io.houdao.campaign.review.bottomline.SensitiveCategories;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where submissions wait for a person's verdict, their budgets reserved. */
@ApplicationScoped
class ReviewQueue {

    private final Reviews reviews;
    private final LineItems lineItems;
    private final Advertisers advertisers;
    private final Budgets budgets;
    private final History history;
    private final Caller caller;
    private final Clock clock;
    private final SensitiveCategories sensitive;
    private final Duration due;

    ReviewQueue(
            Reviews reviews,
            LineItems lineItems,
            Advertisers advertisers,
            Budgets budgets,
            History history,
            Caller caller,
            Clock clock,
            SensitiveCategories sensitive,
            ReviewTimes times) {
        this.reviews = reviews;
        this.lineItems = lineItems;
        this.advertisers = advertisers;
        this.budgets = budgets;
        this.history = history;
        this.caller = caller;
        this.clock = clock;
        this.sensitive = sensitive;
        this.due = times.due();
    }

    /** Adds a submission that holds the bottom line, in place of the one of its campaign that waits, if any. */
    @Transactional(Transactional.TxType.MANDATORY)
    Review add(Campaign campaign, List<LineItem> items, Review.@Nullable Appeal appeal) {
        reviews.open(campaign.id()).ifPresent(Review::withdraw);
        reviews.flush();
        var terms = new Review.Terms(due, sensitive.contains(campaign.category()) ? 2 : 1, appeal);
        var review = new Review(campaign, history.authorsOf(campaign.id()), caller.name(), terms, clock.instant());
        reviews.persistAndFlush(review);
        reviews.keepItems(review, items);
        items.forEach(item -> item.submit(review.id()));
        lineItems.flush();
        reserve(campaign, items);
        return review;
    }

    private void reserve(Campaign campaign, List<LineItem> items) {
        var advertiser = advertisers.findById(campaign.advertiserId());
        budgets.reserve(
                advertiser.id(),
                advertiser.zone(),
                items.stream()
                        .map(item -> new Reservation(
                                item.id(),
                                item.terms().costMicros(),
                                item.terms().dailyBudgetMicros()))
                        .toList());
    }
}
