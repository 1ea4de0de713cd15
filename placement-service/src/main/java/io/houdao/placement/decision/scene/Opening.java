package io.houdao.placement.decision.scene;

import io.houdao.contracts.Language;
import io.houdao.contracts.Scene;
import io.houdao.placement.exposure.Fingerprint;
import io.houdao.placement.slot.Name;
import io.houdao.placement.slot.Slot;
import io.houdao.placement.slot.Touchpoint;
import org.jspecify.annotations.Nullable;

/**
 * A slot that may be filled in a scene.
 *
 * @param momentName what people call the moment
 * @param fingerprint of the scene, by which exposures in it are counted
 * @param language in which the device asks; absent where it does not say
 */
public record Opening(
        Slot slot,
        Touchpoint touchpoint,
        Scene scene,
        Name momentName,
        long fingerprint,
        SceneTerms terms,
        @Nullable Language language)
        implements Place {

    public Opening(
            Slot slot,
            Touchpoint touchpoint,
            Scene scene,
            Name momentName,
            SceneTerms terms,
            @Nullable Language language) {
        this(slot, touchpoint, scene, momentName, Fingerprint.of(scene), terms, language);
    }
}
