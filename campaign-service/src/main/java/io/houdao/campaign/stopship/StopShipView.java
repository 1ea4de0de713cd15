package io.houdao.campaign.stopship;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stopped launch as it is answered.
 *
 * @param liftedAt when the campaign passed again; absent while it is stopped
 * @param unclosed how many issues are not closed; it is submitted again only when none is
 */
record StopShipView(
        UUID campaignId,
        String reason,
        String stoppedBy,
        Instant stoppedAt,
        @Nullable Instant liftedAt,
        long unclosed,
        List<IssueView> issues) {

    static StopShipView of(StopShip stop, List<Issue> issues) {
        return new StopShipView(
                stop.campaignId(),
                stop.reason(),
                stop.stoppedBy(),
                stop.stoppedAt(),
                stop.liftedAt(),
                issues.stream()
                        .filter(issue -> issue.status() != Issue.Status.CLOSED)
                        .count(),
                issues.stream().map(IssueView::of).toList());
    }

    /** One issue. */
    record IssueView(
            UUID issueId,
            String title,
            @Nullable String detail,
            @Nullable UUID lineItemId,
            Issue.Status status,
            @Nullable String fix,
            @Nullable String fixedBy,
            @Nullable String closedBy) {

        static IssueView of(Issue issue) {
            return new IssueView(
                    issue.id(),
                    issue.title(),
                    issue.detail(),
                    issue.lineItemId(),
                    issue.status(),
                    issue.fix(),
                    issue.fixedBy(),
                    issue.closedBy());
        }
    }
}
