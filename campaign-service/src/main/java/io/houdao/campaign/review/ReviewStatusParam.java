package io.houdao.campaign.review;

import io.houdao.kit.problem.Problems;
import java.util.Arrays;
import java.util.List;

/** The query parameter {@code status}. */
record ReviewStatusParam(Review.Status status) {

    /** Reads {@code open}, {@code passed}, {@code failed} or {@code withdrawn}; anything else is a 400. */
    static ReviewStatusParam fromString(String text) {
        return Arrays.stream(Review.Status.values())
                .filter(status -> status.toString().equals(text))
                .map(ReviewStatusParam::new)
                .findFirst()
                .orElseThrow(() -> Problems.invalid(List.of(new Problems.Violation(
                        "status", "query", "must be one of " + Arrays.toString(Review.Status.values())))));
    }
}
