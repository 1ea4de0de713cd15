package io.houdao.profile.device;

import io.houdao.contracts.DeviceKind;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.catalogue.KindOfDevice;
import io.houdao.profile.catalogue.WithinCatalogue;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A device to bind.
 *
 * @param deviceId made up where it is left out
 * @param shared used by the whole household
 */
@WithinCatalogue
public record DeviceBody(
        @Schema(examples = "77777777-7777-4777-8777-777777777777") @Nullable
        UUID deviceId,

        @NotNull(message = "must be a device kind of GET /v1/catalogue, as in tv") @Schema(examples = "tv")
        DeviceKind kind,

        @Schema(examples = "true") boolean shared)
        implements WithinCatalogue.Checked {

    @Override
    public void check(Catalogue catalogue, WithinCatalogue.Findings findings) {
        if (kind == null) {
            return;
        }
        var found = catalogue.kind(kind);
        if (found.isEmpty()) {
            findings.add("kind", "must be a device kind of GET /v1/catalogue, was " + kind);
        } else if (found.filter(KindOfDevice::inPublic).isPresent()) {
            findings.add("kind", "must not be " + kind + ": it stands in a public place and belongs to nobody");
        }
    }
}
