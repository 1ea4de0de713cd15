package io.houdao.campaign.review.bottomline;

import io.houdao.contracts.Tag;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whoever chooses people by what is known of them says so, in every creative that they see. */
@ApplicationScoped
class UndeclaredDataUse implements BottomLineRule {

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission.parts().flatMap(UndeclaredDataUse::undeclared);
    }

    private static Stream<Finding> undeclared(Submission.Part part) {
        var audience = part.item().terms().audience();
        if (audience == null) {
            return Stream.empty();
        }
        var missing = audience.tags().map(Tag::domain).collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(part.creative().usesData());
        return missing.stream()
                .map(domain -> part.finding(
                        Rule.UNDECLARED_DATA_USE,
                        "/usesData",
                        "the audience asks for " + domain + ", and the creative does not say that it uses it",
                        "add \"" + domain + "\", or take it out of the audience"));
    }
}
