package io.houdao.placement.decision.scene;

/** Where an ad was asked for: an {@link Opening}, or why there is none. */
public sealed interface Place permits Opening, Place.Closed {

    /** No ad can be shown there. */
    record Closed(SceneProblem problem) implements Place {}
}
