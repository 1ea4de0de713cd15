package io.houdao.profile.consent;

import io.houdao.contracts.DeviceKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cell, or an entry of its history.
 *
 * @param expiresAt until when a yes holds; absent where it has no end, and for a no
 */
record PermissionView(
        DeviceKind source,
        String dataKind,
        DeviceKind surface,
        Purpose purpose,
        Decision decision,
        String textVersion,
        DecidedBy decidedBy,
        Instant decidedAt,
        @Nullable Instant expiresAt) {

    /** What the person said themself. */
    static PermissionView of(PermissionBody said, Instant decidedAt) {
        return new PermissionView(
                said.source(),
                said.dataKind(),
                said.surface(),
                said.purpose(),
                said.decision(),
                said.textVersion(),
                DecidedBy.PERSON,
                decidedAt,
                said.expiresAt());
    }
}
