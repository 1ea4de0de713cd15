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
 * @param forgoneMicros the value that the scene's restraint gave up; zero where something was shown
 */
public record Choice(
        @Nullable Scored shown,
        long chargeMicros,
        double propensity,
        List<Scored> scored,
        boolean explored,
        long forgoneMicros) {}
