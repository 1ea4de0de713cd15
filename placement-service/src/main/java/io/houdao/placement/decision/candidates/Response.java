package io.houdao.placement.decision.candidates;

/**
 * How people are expected to respond to one showing: probabilities, each in [0, 1].
 *
 * @param action that the advertiser pays for under CPA
 */
public record Response(double click, double action, double close, double hide, double complaint, double useful) {

    /** The probability of negative feedback, p_neg. */
    public double negative() {
        return close + hide + complaint;
    }
}
