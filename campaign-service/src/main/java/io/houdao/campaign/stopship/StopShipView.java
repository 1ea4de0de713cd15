package io.houdao.campaign.stopship;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stopped launch as it is answered.
 *
 * @param liftedAt when the campaign passed again or the appeal was granted; absent while it is stopped
 * @param unclosed how many issues are not closed; while it is stopped, it is submitted again only when none is
 * @param appeal absent unless the advertiser appealed
 */
record StopShipView(
        UUID campaignId,
        String reason,
        String stoppedBy,
        Instant stoppedAt,
        @Nullable Instant liftedAt,
        long unclosed,
        @Nullable AppealView appeal,
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
                AppealView.of(stop.appeal()),
                issues.stream().map(IssueView::of).toList());
    }

    /** The appeal; what the verdict says is absent until it is given. */
    record AppealView(
            String grounds,
            String appealedBy,
            Instant appealedAt,
            Appeal.@Nullable Verdict verdict,
            @Nullable String reasons,
            @Nullable String judgedBy,
            @Nullable Instant judgedAt) {

        static @Nullable AppealView of(@Nullable Appeal appeal) {
            return appeal == null
                    ? null
                    : new AppealView(
                            appeal.grounds(),
                            appeal.appealedBy(),
                            appeal.appealedAt(),
                            appeal.verdict(),
                            appeal.reasons(),
                            appeal.judgedBy(),
                            appeal.judgedAt());
        }
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
