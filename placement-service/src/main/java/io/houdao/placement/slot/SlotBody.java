package io.houdao.placement.slot;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A slot as an operator writes it. Whether it is open is not for the writer to say.
 *
 * @param slotId needed in an import; elsewhere the path says it
 * @param assetSchema left out, nothing is required
 */
record SlotBody(
        @JsonAlias("id") @Nullable SlotId slotId,
        @NotNull TouchpointId touchpointId,
        @NotNull SlotClass slotClass,
        @NotEmpty Set<@NotNull Capability> capabilities,
        @NotEmpty @Size(max = 100) List<@NotNull Scene> scenes,
        @Nullable AssetSchema assetSchema,
        @Min(0) long intrusivenessMicros,
        @Min(0) long floorMicros,
        @NotBlank @Size(max = 80) String ownerTeam,
        @NotNull @Valid Closing closing) {

    Slot slot(SlotId id, boolean open) {
        return new Slot(
                id,
                touchpointId,
                slotClass,
                capabilities,
                Set.copyOf(scenes),
                assetSchema == null ? AssetSchema.NONE : assetSchema,
                intrusivenessMicros,
                floorMicros,
                ownerTeam,
                closing,
                open);
    }
}
