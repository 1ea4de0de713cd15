package io.houdao.placement.pacing;

/**
 * The shadow prices of one line item's promises.
 *
 * @param budget μ ≥ 0: how much a micro of its budget is worth above a micro
 * @param goalMicros γ ≥ 0: what each showing is worth beyond the bid while its goal falls behind
 */
public record Dual(double budget, double goalMicros) {

    /** Of a line item that neither runs out of money nor falls behind. */
    public static final Dual NONE = new Dual(0, 0);

    /** Which part of a value μ takes off: V/(1+μ) is so much less than V. */
    double discount() {
        return budget / (1 + budget);
    }
}
