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
        Instant decidedAt) {}
