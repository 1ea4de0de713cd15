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

    SubmissionService(
            Campaigns campaigns,
            LineItems lineItems,
            Submissions submissions,
            BottomLine bottomLine,
            ReviewQueue queue,
            History history,
            Caller caller) {
        this.campaigns = campaigns;
        this.lineItems = lineItems;
        this.submissions = submissions;
        this.bottomLine = bottomLine;
        this.queue = queue;
        this.history = history;
        this.caller = caller;
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
        var findings = bottomLine.findings(submissions.of(campaign, drafts));
        if (!findings.isEmpty()) {
            history.record(caller.name(), change(What.FAILED_BOTTOM_LINE, campaign, findings));
            return new Submitted(Submitted.Outcome.FAILED_BOTTOM_LINE, null, findings);
        }
        history.record(caller.name(), change(What.SUBMITTED, campaign, null));
        var review = queue.add(campaign, drafts);
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
