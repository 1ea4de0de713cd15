package io.houdao.campaign.review.bottomline;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Set;

/**
 * What may not be advertised at all, and what not to children.
 *
 * @param childUnsafe categories of which no creative is fit for children, whatever it shows
 * @param sensitive categories that two people must pass
 */
@RegisterForReflection
record Categories(List<Banned> banned, Set<String> childUnsafe, Set<String> sensitive) {

    static Categories read() {
        return Data.read("categories.json", Categories.class);
    }

    /** A category that is not carried, and why. */
    @RegisterForReflection
    record Banned(String category, String why) {}
}
