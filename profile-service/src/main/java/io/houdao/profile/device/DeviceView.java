package io.houdao.profile.device;

import io.houdao.contracts.DeviceKind;
import java.time.Instant;
import java.util.UUID;

/** A bound device. */
record DeviceView(UUID deviceId, DeviceKind kind, boolean shared, Instant boundAt) {}
