package io.houdao.campaign.review;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.Campaigns;
import io.houdao.campaign.history.Change;
import io.houdao.campaign.history.History;
import io.houdao.campaign.history.What;
import io.houdao.campaign.lineitem.LineItem;
import io.houdao.campaign.lineitem.LineItems;
import io.houdao.campaign.lineitem.Status;
import io.houdao.campaign.review.bottomline.BottomLine;
import io.houdao.campaign.review.bottomline.Finding;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes submissions: the bottom line first, and only what holds it waits for a person's verdict. */
@ApplicationScoped
class SubmissionService {

    private final Campaigns campaigns;
    private final LineItems lineItems;
    private final Submissions submissions;
    private final BottomLine bottomLine;
    private final ReviewQueue queue;
    private final History history;
    private final Caller caller;
    private final Reviews reviews;
    private final ReviewTimes times;
    private final Clock clock;

    SubmissionService(
            Campaigns campaigns,
            LineItems lineItems,
            Submissions submissions,
            BottomLine bottomLine,
            ReviewQueue queue,
            History history,
            Caller caller,
            Reviews reviews,
            ReviewTimes times,
            Clock clock) {
        this.campaigns = campaigns;
        this.lineItems = lineItems;
        this.submissions = submissions;
        this.bottomLine = bottomLine;
        this.queue = queue;
        this.history = history;
        this.caller = caller;
        this.reviews = reviews;
        this.times = times;
        this.clock = clock;
    }

    /** Submits every line item of a campaign that is not approved as it is now. */
    @Transactional
    Submitted submit(UUID campaignId) {
        var campaign = campaigns.visibleLocked(campaignId);
        var items = lineItems.of(campaignId);
        var drafts = items.stream().filter(SubmissionService::isSubmitted).toList();
        if (!items.isEmpty() && drafts.stream().noneMatch(item -> item.status() == Status.DRAFT)) {
            throw Problems.conflict("Nothing of this campaign is a draft, so there is nothing to submit.");
        }
        return submit(campaign, drafts, null);
    }

    /** What the bottom line finds in the drafts of a campaign, and nothing else happens. */
    List<Finding> check(UUID campaignId) {
        var campaign = campaigns.visible(campaignId);
        var drafts = lineItems.of(campaignId).stream()
                .filter(SubmissionService::isSubmitted)
                .toList();
        return bottomLine.findings(submissions.of(campaign, drafts));
    }

    /**
     * Has what failed judged once more as it is, by somebody else. A fail is appealed once, and not for ever; what was
     * changed since is not part of it.
     */
    @Transactional
    Submitted appeal(UUID campaignId, UUID reviewId, String grounds) {
        var campaign = campaigns.visibleLocked(campaignId);
        var failed = reviews.findByIdOptional(reviewId)
                .filter(review -> review.campaignId().equals(campaignId))
                .orElseThrow(() -> Problems.notFound("review", reviewId));
        requireAppealable(failed);
        var unchanged = reviews.unchangedSince(reviewId);
        var items = lineItems.of(campaignId).stream()
                .filter(item -> unchanged.contains(item.id()))
                .toList();
        if (items.isEmpty()) {
            throw Problems.conflict("All that failed was changed since; submit the campaign instead.");
        }
        return submit(campaign, items, new Review.Appeal(reviewId, grounds, reviews.voters(reviewId)));
    }

    private void requireAppealable(Review failed) {
        var decidedAt = failed.decidedAt();
        if (failed.status() != Review.Status.FAILED || decidedAt == null) {
            throw Problems.conflict("The review is " + failed.status() + "; only a fail is appealed.");
        }
        if (clock.instant().isAfter(decidedAt.plus(times.appeal()))) {
            throw Problems.conflict(
                    "It failed at " + decidedAt + "; a fail is appealed within " + times.appeal() + ".");
        }
        if (reviews.isAppealed(failed.id())) {
            throw Problems.conflict("It was appealed before; a fail is appealed once.");
        }
        if (reviews.open(failed.campaignId()).isPresent()) {
            throw Problems.conflict("Another submission of this campaign waits for its verdict.");
        }
    }

    private Submitted submit(Campaign campaign, List<LineItem> drafts, Review.@Nullable Appeal appeal) {
        var findings = bottomLine.findings(submissions.of(campaign, drafts));
        if (!findings.isEmpty()) {
            history.record(caller.name(), change(What.FAILED_BOTTOM_LINE, campaign, findings));
            return new Submitted(Submitted.Outcome.FAILED_BOTTOM_LINE, null, findings);
        }
        history.record(caller.name(), change(appeal == null ? What.SUBMITTED : What.APPEALED, campaign, null));
        var review = queue.add(campaign, drafts, appeal);
        return new Submitted(Submitted.Outcome.IN_REVIEW, review.id(), List.of());
    }

    /** What waits for a verdict already joins: one campaign, one verdict. */
    private static boolean isSubmitted(LineItem item) {
        return item.status() == Status.DRAFT || item.status() == Status.IN_REVIEW;
    }

    private static Change change(What what, Campaign campaign, @Nullable List<Finding> findings) {
        return new Change(what, campaign.advertiserId(), campaign.id(), null, findings);
    }
}
