package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** An operator vouches for whoever pays. */
@ApplicationScoped
class Vouched implements BottomLineRule {

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission.known().isVerified()
                ? Stream.empty()
                : Stream.of(new Finding(
                        Rule.ADVERTISER_UNVERIFIED,
                        "",
                        "no operator vouches for the advertiser",
                        "show an operator who you are, and submit again",
                        null));
    }
}
