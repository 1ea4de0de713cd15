package io.houdao.placement.decision.scene;

import io.houdao.placement.slot.Slots;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Scenes for the tests of later stages. */
public final class GivenScenes {

    private GivenScenes() {}

    /** Those of the slots, on terms that the settings say. */
    public static Scenes of(Slots slots, Map<String, String> settings) {
        var terms = new SmallRyeConfigBuilder()
                .withMapping(SceneSettings.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(SceneSettings.class);
        return new Scenes(slots, terms);
    }
}
