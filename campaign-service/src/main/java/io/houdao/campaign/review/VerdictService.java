package io.houdao.campaign.review;

import io.houdao.campaign.Campaigns;
import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.lineitem.LineItems;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/** Takes verdicts on values. A pass puts the whole submission on the air, in one transaction. */
@ApplicationScoped
class VerdictService {

    private final Reviews reviews;
    private final Campaigns campaigns;
    private final LineItems lineItems;
    private final Approval approval;
    private final Advertisers advertisers;
    private final Caller caller;
    private final Clock clock;

    VerdictService(
            Reviews reviews,
            Campaigns campaigns,
            LineItems lineItems,
            Approval approval,
            Advertisers advertisers,
            Caller caller,
            Clock clock) {
        this.reviews = reviews;
        this.campaigns = campaigns;
        this.lineItems = lineItems;
        this.approval = approval;
        this.advertisers = advertisers;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    ReviewView decide(UUID reviewId, Verdict verdict) {
        var campaign = campaigns.locked(reviews.required(reviewId).campaignId());
        var review = reviews.required(reviewId);
        reviews.getEntityManager().refresh(review);
        if (advertisers.employer().filter(review.advertiserId()::equals).isPresent()) {
            throw Problems.forbidden("You are a member of the advertiser; somebody else must judge this.");
        }
        review.decide(verdict, caller.name(), clock.instant());
        reviews.flush();
        var items = lineItems.awaiting(reviewId);
        if (items.isEmpty()) {
            throw Problems.conflict(
                    "Everything in this submission was changed or stopped since; nothing is left to judge.");
        }
        if (verdict.isPass()) {
            approval.pass(campaign, verdict, items);
        } else {
            approval.fail(campaign, verdict, items);
        }
        return ReviewView.of(review, campaign, null);
    }
}
