package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** Some things are not advertised here, whatever is paid. */
@ApplicationScoped
class BannedCategories implements BottomLineRule {

    private final Categories categories = Categories.read();

    @Override
    public Stream<Finding> findings(Submission submission) {
        return categories.banned().stream()
                .filter(banned -> banned.category().equals(submission.category()))
                .map(banned -> new Finding(
                        Rule.BANNED_CATEGORY,
                        "/category",
                        banned.category() + " is not carried: " + banned.why(),
                        "advertise something else; if the category is wrong, draft a campaign with the right one",
                        null));
    }
}
