package io.houdao.placement.decision.ranking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to show, or nothing.
 *
 * @param shown absent where nothing is to be shown
 * @param chargeMicros what the shown ad owes when its billable event happens
 * @param propensity the probability with which this was chosen
 * @param scored all that competed, the best first
 * @param explored whether chance decided, and not the score
 * @param forgoneMicros the advertiser value that restraint gave up; zero where something was shown, or where restraint was not
 *     the reason
 * @param together whether other openings had a say, so that who competed here does not explain it
 */
public record Choice(
        @Nullable Scored shown,
        long chargeMicros,
        double propensity,
        List<Scored> scored,
        boolean explored,
        long forgoneMicros,
        boolean together) {

    /** The same choice, which gave up that value. */
    public Choice forgoing(long micros) {
        return new Choice(shown, chargeMicros, propensity, scored, explored, micros, together);
    }
}
