package io.houdao.campaign.forecast;

/**
 * How many people some impressions reach, and how often each.
 *
 * <p>Impressions fall on people like a Poisson: of N people, M impressions leave N·e^(−M/N) without any. A cap of c per
 * person keeps E[min(X, c)] of X ~ Poisson(M/N) for each. Example: 1,000 people and 2,000 opportunities reach 865, 2.3 times
 * each; with a cap of one, 865 once.
 *
 * @param people reached
 * @param impressions that the cap leaves
 * @param frequency of those who are reached; zero where nobody is
 */
record Reach(long people, long impressions, double frequency) {

    /**
     * Of {@code opportunities} among {@code audience} people.
     *
     * @param cap most impressions of a person over the whole flight
     */
    static Reach of(long audience, long opportunities, long cap) {
        if (audience == 0 || opportunities == 0) {
            return new Reach(0, 0, 0);
        }
        var rate = (double) opportunities / audience;
        var people = audience * -Math.expm1(-rate);
        var impressions = audience * capped(rate, cap);
        return new Reach(Math.round(people), Math.round(impressions), impressions / people);
    }

    /** E[min(X, c)] = Σ P(X ≥ i) for i from 1 to c. */
    private static double capped(double rate, long cap) {
        var atMost = Math.exp(-rate);
        var probability = atMost;
        var expected = 0.0;
        for (var i = 1L; i <= cap && 1 - atMost > 1e-12; i++) {
            expected += 1 - atMost;
            probability *= rate / i;
            atMost += probability;
        }
        return Math.min(expected, rate);
    }
}
