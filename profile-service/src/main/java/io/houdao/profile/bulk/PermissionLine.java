package io.houdao.profile.bulk;

import io.houdao.contracts.DeviceKind;
import io.houdao.profile.catalogue.WithinCatalogue;
import io.houdao.profile.consent.CellOfCatalogue;
import io.houdao.profile.consent.Decision;
import io.houdao.profile.consent.Purpose;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a person said to one cell in the system they come from. It never changes a cell that they decided on here.
 *
 * @param textVersion of the words they were asked in; {@code unknown} where it is left out
 * @param expiresAt until when a yes holds; where it is left out, until they take it back
 */
@WithinCatalogue
record PermissionLine(
        @NotNull(message = "must be a device kind of GET /v1/catalogue, or self")
        DeviceKind source,

        @NotNull(message = "must be a data kind of GET /v1/catalogue")
        String dataKind,

        @NotNull(message = "must be a device kind of GET /v1/catalogue with the role SHOWS")
        DeviceKind surface,

        @NotNull(message = "must be personalised-ads") Purpose purpose,

        @NotNull(message = "must be granted, denied or revoked")
        Decision decision,

        @Size(max = 100, message = "must be at most 100 characters") @Nullable
        String textVersion,

        @Future(message = "must be in the future") @Nullable Instant expiresAt)
        implements CellOfCatalogue {

    /** To the microsecond, as PostgreSQL has it. */
    PermissionLine {
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
    }

    String textVersionOrUnknown() {
        return textVersion == null ? "unknown" : textVersion;
    }
}
