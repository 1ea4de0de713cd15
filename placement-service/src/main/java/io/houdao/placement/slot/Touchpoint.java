package io.houdao.placement.slot;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.TouchpointId;

/**
 * A surface that has slots: an app, a TV launcher, a speaker, a wristband.
 *
 * @param deviceKind what a permission must name as its surface for a tag to be used here
 * @param sphere whose space it is; a public touchpoint uses no personal data
 * @param ownerTeam the product team that answers for it
 */
public record Touchpoint(
        TouchpointId touchpointId,
        Name name,
        DeviceKind deviceKind,
        Layer layer,
        @JsonSerialize(using = LowerCase.class) Scene.Sphere sphere,
        String ownerTeam) {

    /** Whether {@code scene} can happen here: a public scene on a public touchpoint, any other on any other. */
    public boolean isPlaceFor(Scene scene) {
        return scene.isPublic() == (sphere == Scene.Sphere.PUBLIC);
    }
}
