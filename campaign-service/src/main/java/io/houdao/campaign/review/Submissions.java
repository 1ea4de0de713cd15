package io.houdao.campaign.review;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.budget.Balance;
import io.houdao.campaign.budget.Budgets;
import io.houdao.campaign.creative.Creative;
import io.houdao.campaign.creative.Creatives;
import io.houdao.campaign.lineitem.LineItem;
import io.houdao.campaign.review.bottomline.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what the bottom line needs to know of a submission. */
@ApplicationScoped
class Submissions {

    private final Advertisers advertisers;
    private final Creatives creatives;
    private final Budgets budgets;
    private final Clock clock;

    Submissions(Advertisers advertisers, Creatives creatives, Budgets budgets, Clock clock) {
        this.advertisers = advertisers;
        this.creatives = creatives;
        this.budgets = budgets;
        this.clock = clock;
    }

    Submission of(Campaign campaign, List<LineItem> drafts) {
        var advertiser = advertisers.findById(campaign.advertiserId());
        var creativesByItem = creatives.byLineItemOf(campaign.id());
        var balances = budgets.balances(drafts.stream().map(LineItem::id).toList());
        return new Submission(
                campaign.category(),
                advertiser.domains(),
                budgets.account(advertiser.id()).availableMicros(),
                drafts.stream()
                        .map(item ->
                                item(item, balances.get(item.id()), creativesByItem.getOrDefault(item.id(), List.of())))
                        .toList(),
                clock.instant());
    }

    private static Submission.Item item(LineItem item, @Nullable Balance balance, List<Creative> creatives) {
        var held = balance == null ? 0 : balance.heldMicros();
        return new Submission.Item(
                item.position(),
                item.id(),
                item.terms(),
                item.terms().costMicros() - held,
                creatives.stream().map(Creative::content).toList());
    }
}
