package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** What could never run is not worth a reviewer's time. */
@ApplicationScoped
class FlightOver implements BottomLineRule {

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission.items().stream()
                .filter(item -> !item.terms().endsAt().isAfter(submission.submittedAt()))
                .map(item -> item.finding(
                        Rule.FLIGHT_OVER,
                        "/endsAt",
                        "the flight ended at " + item.terms().endsAt(),
                        "set a later end"));
    }
}
