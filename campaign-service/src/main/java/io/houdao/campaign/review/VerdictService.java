package io.houdao.campaign.review;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.Campaigns;
import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.lineitem.LineItem;
import io.houdao.campaign.lineitem.LineItems;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Takes verdicts on values. The pass that completes those a category needs puts the whole submission on the air, in one
 * transaction; one fail is enough to end it.
 */
@ApplicationScoped
class VerdictService {

    private final Reviews reviews;
    private final Campaigns campaigns;
    private final LineItems lineItems;
    private final Approval approval;
    private final Advertisers advertisers;
    private final ReviewTimes times;
    private final Caller caller;
    private final Clock clock;

    VerdictService(
            Reviews reviews,
            Campaigns campaigns,
            LineItems lineItems,
            Approval approval,
            Advertisers advertisers,
            ReviewTimes times,
            Caller caller,
            Clock clock) {
        this.reviews = reviews;
        this.campaigns = campaigns;
        this.lineItems = lineItems;
        this.approval = approval;
        this.advertisers = advertisers;
        this.times = times;
        this.caller = caller;
        this.clock = clock;
    }

    /** Keeps a review for the caller until the claim's deadline. */
    @Transactional
    ReviewView claim(UUID reviewId) {
        var campaign = campaigns.locked(reviews.required(reviewId).campaignId());
        var review = judged(reviewId);
        review.claim(caller.name(), clock.instant().plus(times.claim()));
        approval.claimed(campaign);
        return ReviewView.of(review, campaign, null);
    }

    /** Frees a review that the caller claims. */
    @Transactional
    void release(UUID reviewId) {
        campaigns.locked(reviews.required(reviewId).campaignId());
        judged(reviewId).release();
    }

    @Transactional
    ReviewView decide(UUID reviewId, Verdict verdict) {
        var campaign = campaigns.locked(reviews.required(reviewId).campaignId());
        var review = judged(reviewId);
        var items = lineItems.awaiting(reviewId);
        if (items.isEmpty()) {
            throw Problems.conflict(
                    "Everything in this submission was changed or stopped since; nothing is left to judge.");
        }
        reviews.keepVote(reviewId, caller.name(), verdict, clock.instant());
        if (verdict.isPass() && reviews.voters(reviewId).size() < review.passesNeeded()) {
            review.release();
            approval.passOnce(campaign, verdict);
        } else {
            decide(campaign, review, verdict, items);
        }
        return ReviewView.of(review, campaign, null);
    }

    private void decide(Campaign campaign, Review review, Verdict verdict, List<LineItem> items) {
        var now = clock.instant();
        review.decide(verdict, caller.name(), now, now.plus(times.approval()));
        reviews.flush();
        if (verdict.isPass()) {
            approval.pass(campaign, verdict, items);
        } else {
            approval.fail(campaign, verdict, items);
        }
    }

    /** The review as it stands under the campaign's lock, if the caller may judge it. */
    private Review judged(UUID reviewId) {
        var review = reviews.required(reviewId);
        reviews.getEntityManager().refresh(review);
        if (advertisers.employer().filter(review.advertiserId()::equals).isPresent()) {
            throw Problems.forbidden("You are a member of the advertiser; somebody else must judge this.");
        }
        review.requireJudge(caller.name(), clock.instant());
        if (reviews.voters(reviewId).contains(caller.name())) {
            throw Problems.forbidden("You gave your verdict; a second person must judge this category.");
        }
        return review;
    }
}
