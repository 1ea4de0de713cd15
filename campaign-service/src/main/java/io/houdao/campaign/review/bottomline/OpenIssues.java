package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** A launch that was stopped goes on only when every issue is closed. */
@ApplicationScoped
class OpenIssues implements BottomLineRule {

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission.known().unclosedIssues().stream()
                .map(issue -> new Finding(
                        Rule.STOP_SHIP,
                        "",
                        "the launch is stopped, and this is not closed: " + issue,
                        "say how it was put right, and have a reviewer close it",
                        null));
    }
}
