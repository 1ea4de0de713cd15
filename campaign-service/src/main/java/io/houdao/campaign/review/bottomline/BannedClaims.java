package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Nothing is promised that nobody can promise: a cure, a return, an exam. */
@ApplicationScoped
class BannedClaims implements BottomLineRule {

    private final List<PhraseFinder> groups = Stream.of(Data.read("claims.json", Phrases[].class))
            .map(PhraseFinder::new)
            .toList();

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission
                .texts()
                .flatMap(text -> groups.stream().flatMap(group -> group.findings(Rule.BANNED_CLAIM, text)));
    }
}
