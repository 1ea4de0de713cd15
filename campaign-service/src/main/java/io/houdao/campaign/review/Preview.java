package io.houdao.campaign.review;

import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.creative.CreativeBody;
import io.houdao.campaign.lineitem.LineItemBody;
import io.houdao.campaign.review.bottomline.BottomLine;
import io.houdao.campaign.review.bottomline.Finding;
import io.houdao.campaign.review.bottomline.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the bottom line would find in a campaign of the caller's that is not kept. */
@ApplicationScoped
public class Preview {

    private final Advertisers advertisers;
    private final Submissions submissions;
    private final BottomLine bottomLine;

    Preview(Advertisers advertisers, Submissions submissions, BottomLine bottomLine) {
        this.advertisers = advertisers;
        this.submissions = submissions;
        this.bottomLine = bottomLine;
    }

    /** All problems of valid line items, by their place in the campaign. */
    public List<Finding> findings(String category, Map<Integer, LineItemBody> bodies) {
        var items = bodies.entrySet().stream()
                .map(body -> item(body.getKey(), body.getValue()))
                .toList();
        return bottomLine.findings(submissions.of(advertisers.own(), category, items, List.of()));
    }

    private static Submission.Item item(int index, LineItemBody body) {
        var terms = body.terms();
        return new Submission.Item(
                index,
                UUID.randomUUID(),
                terms,
                terms.costMicros(),
                body.creatives() == null
                        ? List.of()
                        : body.creatives().stream().map(CreativeBody::content).toList());
    }
}
