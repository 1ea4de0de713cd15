package io.houdao.profile.consent;

import io.houdao.contracts.DeviceKind;
import java.time.Instant;

/** A cell, or an entry of its history. */
record PermissionView(
        DeviceKind source,
        String dataKind,
        DeviceKind surface,
        Purpose purpose,
        Decision decision,
        String textVersion,
        DecidedBy decidedBy,
        Instant decidedAt) {

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
                decidedAt);
    }
}
