package io.houdao.profile.bulk;

import io.houdao.profile.BirthDate;
import io.houdao.profile.Switches;
import io.houdao.profile.device.DeviceBody;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One person to import, with all that belongs to them. What is left out stays as it is.
 *
 * @param householdId founded where there is none
 */
@Schema(examples = """
                {"personId":"55555555-5555-4555-8555-555555555555","birthDate":"1990-05-17",\
                "devices":[{"deviceId":"77777777-7777-4777-8777-777777777777","kind":"tv","shared":true}],\
                "permissions":[{"source":"rice-cooker","dataKind":"cooking","surface":"tv","purpose":"personalised-ads",\
                "decision":"granted"}],"tags":[{"tag":"rice-texture:soft","provenance":"OBSERVED","source":"rice-cooker"}]}""")
record PersonLine(
        @NotNull(message = "must be a UUID") UUID personId,
        @BirthDate LocalDate birthDate,
        @Nullable UUID householdId,

        @Size(max = 1000, message = "must hold at most 1000 devices")
        List<@Valid @NotNull(message = "must be a device") DeviceBody> devices,

        @Size(max = 1000, message = "must hold at most 1000 permissions")
        List<@Valid @NotNull(message = "must be a permission") PermissionLine> permissions,

        @Size(max = 1000, message = "must hold at most 1000 tags")
        List<@Valid @NotNull(message = "must be a tag") TagLine> tags,

        @Valid @Nullable Switches switches) {

    PersonLine {
        devices = Objects.requireNonNullElse(devices, List.of());
        permissions = Objects.requireNonNullElse(permissions, List.of());
        tags = Objects.requireNonNullElse(tags, List.of());
    }
}
