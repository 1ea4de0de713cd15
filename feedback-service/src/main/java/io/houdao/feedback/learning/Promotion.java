package io.houdao.feedback.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a candidate model may replace the live one. Only its off-policy verdict decides, and people come before value:
 *
 * <ol>
 *   <li>no estimate is refused ({@link OffPolicyEstimate#refusals});
 *   <li>with 97.5 % confidence, it harms people no more than the live model, but for {@code tolerance};
 *   <li>with the same confidence, it earns no less, but for {@code tolerance};
 *   <li>with the same confidence, it is better in one of the two.
 * </ol>
 *
 * <p>Example, tolerance 5 %: the live model earns 2.0 and harms 0.040 a choice. A candidate whose value lies 0.1 to 0.3
 * above and whose harm lies 0.006 below to 0.001 above is promoted; one whose harm may lie 0.003 above is not, whatever it
 * earns.
 */
public final class Promotion {

    private final double tolerance;

    /**
     * @param tolerance how much worse, as a share of the live model's figure, still counts as no worse; without any, a
     *     candidate that harms exactly as much could never be told from one that harms more
     */
    public Promotion(double tolerance) {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance must be 0 or more and below 1, was " + tolerance);
        }
        this.tolerance = tolerance;
    }

    /** Judges by {@code value}, of which more is better, and {@code harm}, of which less is; both from one log. */
    public PromotionVerdict judge(OffPolicyEstimate value, OffPolicyEstimate harm) {
        var reasons = new ArrayList<String>();
        value.refusals().forEach(refusal -> reasons.add("value: " + refusal));
        harm.refusals().forEach(refusal -> reasons.add("harm: " + refusal));
        if (reasons.isEmpty()) {
            reasons.addAll(objections(value, harm));
        }
        return new PromotionVerdict(reasons.isEmpty(), reasons);
    }

    private List<String> objections(OffPolicyEstimate value, OffPolicyEstimate harm) {
        var objections = new ArrayList<String>();
        if (harm.lift().high() > tolerance * Math.abs(harm.logged())) {
            objections.add("may harm people more: up to " + harm.lift().high() + " a choice");
        }
        if (value.lift().low() < -tolerance * Math.abs(value.logged())) {
            objections.add("may earn less: down to " + value.lift().low() + " a choice");
        }
        if (value.lift().low() <= 0 && harm.lift().high() >= 0) {
            objections.add("is not shown to be better in either value or harm");
        }
        return objections;
    }
}
