package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;

/** What may be advertised only after two people passed it, neither of whom can be talked into it alone. */
@ApplicationScoped
public class SensitiveCategories {

    private final Categories categories = Categories.read();

    /** Whether a campaign of {@code category} needs two verdicts. */
    public boolean contains(String category) {
        return categories.sensitive().contains(category);
    }
}
