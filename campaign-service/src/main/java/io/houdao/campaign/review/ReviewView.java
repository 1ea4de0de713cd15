package io.houdao.campaign.review;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.lineitem.LineItemView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review as it is answered.
 *
 * @param passesNeeded how many people must pass it
 * @param validUntil nothing of it runs from then on
 * @param appealOf the failed review that it appeals against
 * @param lineItems what is judged: those of the submission that were not changed since; absent in a list of reviews
 */
record ReviewView(
        UUID reviewId,
        UUID campaignId,
        UUID advertiserId,
        String campaignName,
        String category,
        @Nullable String onBehalfOf,
        List<String> authors,
        String submittedBy,
        Instant submittedAt,
        Review.Status status,
        @Nullable String reviewer,
        @Nullable Instant decidedAt,
        @Nullable String userBenefit,
        @Nullable String sincerity,
        @Nullable String sceneFit,
        Instant dueAt,
        int passesNeeded,
        @Nullable Instant validUntil,
        @Nullable String claimedBy,
        @Nullable Instant claimedUntil,
        @Nullable UUID appealOf,
        @Nullable String grounds,
        @Nullable List<LineItemView> lineItems) {

    static ReviewView of(Review review, Campaign campaign, @Nullable List<LineItemView> lineItems) {
        return new ReviewView(
                review.id(),
                review.campaignId(),
                review.advertiserId(),
                campaign.name(),
                campaign.category(),
                campaign.onBehalfOf(),
                review.authors(),
                review.submittedBy(),
                review.submittedAt(),
                review.status(),
                review.reviewer(),
                review.decidedAt(),
                review.userBenefit(),
                review.sincerity(),
                review.sceneFit(),
                review.dueAt(),
                review.passesNeeded(),
                review.validUntil(),
                review.claimedBy(),
                review.claimedUntil(),
                review.appealOf(),
                review.grounds(),
                lineItems);
    }
}
