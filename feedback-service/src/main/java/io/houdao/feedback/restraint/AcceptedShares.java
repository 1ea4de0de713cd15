package io.houdao.feedback.restraint;

import io.houdao.contracts.Scene;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** What scenes accept, for those who only ask. */
@ApplicationScoped
public class AcceptedShares {

    private final Scenes scenes;

    private final RestraintSettings settings;

    AcceptedShares(Scenes scenes, RestraintSettings settings) {
        this.scenes = scenes;
        this.settings = settings;
    }

    /** That of a scene for which nothing was set. */
    public double usual() {
        return settings.acceptedShare();
    }

    /** The share of showings in {@code scene} that may meet with negative feedback. */
    @Transactional
    public double of(Scene scene) {
        return scenes.acceptedShare(scene);
    }
}
