package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Nothing is promised that nobody can promise: a cure, a return, an exam. */
@ApplicationScoped
class BannedClaims implements BottomLineRule {

    private final List<Phrases> groups = List.of(Data.read("claims.json", Phrases[].class));

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission
                .texts()
                .flatMap(text -> groups.stream()
                        .flatMap(group -> group.in(text.text()).stream()
                                .map(phrase -> text.finding(
                                        Rule.BANNED_CLAIM, "\"" + phrase + "\": " + group.why(), group.fix()))));
    }
}
