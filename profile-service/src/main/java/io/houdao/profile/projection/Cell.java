package io.houdao.profile.projection;

import io.houdao.contracts.DeviceKind;

/** Data of one kind, from one kind of device, used on one kind of device, for personalised ads. */
public record Cell(DeviceKind source, String dataKind, DeviceKind surface) {}
