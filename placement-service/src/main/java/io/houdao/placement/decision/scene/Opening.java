package io.houdao.placement.decision.scene;

import io.houdao.contracts.Scene;
import io.houdao.placement.exposure.Fingerprint;
import io.houdao.placement.slot.Name;
import io.houdao.placement.slot.Slot;
import io.houdao.placement.slot.Touchpoint;

/**
 * A slot that may be filled in a scene.
 *
 * @param momentName what people call the moment
 * @param fingerprint of the scene, by which exposures in it are counted
 */
public record Opening(
        Slot slot, Touchpoint touchpoint, Scene scene, Name momentName, long fingerprint, SceneTerms terms)
        implements Place {

    public Opening(Slot slot, Touchpoint touchpoint, Scene scene, Name momentName, SceneTerms terms) {
        this(slot, touchpoint, scene, momentName, Fingerprint.of(scene), terms);
    }
}
