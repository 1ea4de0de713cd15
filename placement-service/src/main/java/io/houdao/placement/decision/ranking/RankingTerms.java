package io.houdao.placement.decision.ranking;

/**
 * What one opportunity asks of every ad.
 *
 * @param usefulMicros β: what a useful ad is worth to the person
 * @param sceneMicros ν: what the scene charges for each unit of negative feedback above what it accepts
 * @param acceptedShare ε of the scene
 * @param loadMicros κ·g(u)
 * @param floorMicros the least that the slot takes for a showing
 * @param exploration the share of decisions that explore
 * @param width K: among how many of the best
 */
public record RankingTerms(
        double usefulMicros,
        double sceneMicros,
        double acceptedShare,
        double loadMicros,
        double floorMicros,
        double exploration,
        int width) {

    /** Whether chance may decide: never in a scene under restraint. */
    boolean choosesByChance() {
        return exploration > 0 && sceneMicros <= 0;
    }
}
