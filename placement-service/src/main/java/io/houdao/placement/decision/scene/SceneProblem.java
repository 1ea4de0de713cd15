package io.houdao.placement.decision.scene;

import java.util.Locale;

/** Why there is no place for an ad, whatever the ad and whoever asks. Stable. */
public enum SceneProblem {
    /** The device did not say what is going on. */
    NO_SCENE,
    /** The vocabulary does not have it. */
    UNKNOWN_SCENE,
    UNKNOWN_SLOT,
    /** Its owner has not let ads in. */
    SLOT_CLOSED,
    SCENE_NOT_IN_SLOT;

    /** As answers and events write it, such as {@code no-scene}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
