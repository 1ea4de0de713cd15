package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.LineItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Who passed and who did not.
 *
 * @param withoutVariant line items that were not made for this slot and scene
 */
public record Screening(List<Candidate> eligible, List<Rejection> rejected, List<LineItem> withoutVariant) {

    /** How many candidates each reason removed. */
    public Map<RejectionReason, Integer> rejections() {
        var counts = new EnumMap<RejectionReason, Integer>(RejectionReason.class);
        rejected.forEach(rejection -> counts.merge(rejection.reason(), 1, Integer::sum));
        if (!withoutVariant.isEmpty()) {
            counts.put(RejectionReason.NO_VARIANT, withoutVariant.size());
        }
        return counts;
    }

    /** The candidates that were rejected for {@code reason}. */
    public List<Candidate> rejectedFor(RejectionReason reason) {
        return rejected.stream()
                .filter(rejection -> rejection.reason() == reason)
                .map(Rejection::candidate)
                .toList();
    }

    /** How many candidates were considered. */
    public int considered() {
        return eligible.size() + rejected.size() + withoutVariant.size();
    }

    /** This screening, after {@code candidate} turned out not to be eligible after all. */
    public Screening without(Candidate candidate, RejectionReason reason) {
        var rest = new ArrayList<>(eligible);
        rest.remove(candidate);
        var more = new ArrayList<>(rejected);
        more.add(new Rejection(candidate, reason));
        return new Screening(rest, more, withoutVariant);
    }

    /**
     * Why nobody is eligible: of the candidates that came furthest, the most frequent reason. Without any candidate, that.
     */
    public RejectionReason mainReason() {
        return rejections().entrySet().stream()
                .max(Comparator.<Map.Entry<RejectionReason, Integer>, RejectionReason.Stage>comparing(
                                entry -> entry.getKey().stage())
                        .thenComparing(Map.Entry::getValue)
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse(RejectionReason.NO_CANDIDATE);
    }
}
