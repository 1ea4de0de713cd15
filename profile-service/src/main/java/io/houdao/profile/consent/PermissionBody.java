package io.houdao.profile.consent;

import io.houdao.contracts.DeviceKind;
import io.houdao.profile.catalogue.WithinCatalogue;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to one cell.
 *
 * @param source the kind of device that data comes from, or {@code self} for what they say of themself
 * @param dataKind what the data is about
 * @param surface the kind of device it may be used on
 * @param textVersion of the words they were asked in
 * @param expiresAt until when a yes holds; where it is left out, until they take it back
 */
@WithinCatalogue
record PermissionBody(
        @NotNull(message = "must be a device kind of GET /v1/catalogue, or self") @Schema(examples = "rice-cooker")
        DeviceKind source,

        @NotNull(message = "must be a data kind of GET /v1/catalogue") @Schema(examples = "cooking")
        String dataKind,

        @NotNull(message = "must be a device kind of GET /v1/catalogue with the role SHOWS") @Schema(examples = "tv")
        DeviceKind surface,

        @NotNull(message = "must be personalised-ads") @Schema(examples = "personalised-ads")
        Purpose purpose,

        @NotNull(message = "must be granted, denied or revoked") @Schema(examples = "granted")
        Decision decision,

        @NotBlank(message = "must name the version of the text the person was shown")
        @Size(max = 100, message = "must be at most 100 characters")
        @Schema(examples = "2026-03")
        String textVersion,

        @Future(message = "must be in the future") @Nullable Instant expiresAt)
        implements CellOfCatalogue {

    /** To the microsecond, as PostgreSQL has it. */
    PermissionBody {
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
    }
}
