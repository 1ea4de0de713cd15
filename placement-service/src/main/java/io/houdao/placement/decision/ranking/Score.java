package io.houdao.placement.decision.ranking;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The terms of the serving objective for one candidate, in micros a showing.
 *
 * @param valueMicros V, the advertiser's
 * @param pacedMicros V/(1+μ): its value while its budget is being spread
 * @param liftMicros γ, while its goal falls behind
 * @param usefulMicros β·p_useful
 * @param harmMicros h
 * @param restraintMicros ν·(p_neg − ε): what the scene charges; negative for an ad that annoys less than is accepted
 * @param loadMicros κ·g(u): what the viewer's recent load charges
 */
public record Score(
        double valueMicros,
        double pacedMicros,
        double liftMicros,
        double usefulMicros,
        double harmMicros,
        double restraintMicros,
        double loadMicros) {

    /** S, by which candidates compete; nothing is shown for zero or less. */
    @JsonProperty("netMicros")
    public double netMicros() {
        return pacedMicros - chargesMicros();
    }

    /** S as it would be if the scene charged nothing. */
    double netWithoutRestraintMicros() {
        return netMicros() + restraintMicros;
    }

    /** What the ad must bring to be worth showing at all. */
    double chargesMicros() {
        return harmMicros + restraintMicros + loadMicros - liftMicros - usefulMicros;
    }
}
