package io.houdao.placement.decision.ranking;

import io.houdao.placement.pacing.Duals;

/** Rankings for the tests of what uses them. */
public final class Rankings {

    private Rankings() {}

    public static Ranking with(Duals duals) {
        return new Ranking(duals);
    }
}
