package io.houdao.placement.slot;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.TouchpointId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A touchpoint as an operator writes it.
 *
 * @param touchpointId needed in an import; elsewhere the path says it
 */
record TouchpointBody(
        @JsonAlias("id") @Nullable TouchpointId touchpointId,
        @NotNull @Valid Name name,
        @NotNull DeviceKind deviceKind,
        @NotNull Layer layer,
        @NotNull Scene.Sphere sphere,
        @NotBlank @Size(max = 80) String ownerTeam) {

    Touchpoint touchpoint(TouchpointId id) {
        return new Touchpoint(id, name, deviceKind, layer, sphere, ownerTeam);
    }
}
