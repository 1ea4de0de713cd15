package io.houdao.campaign.slot;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import java.util.Set;

/**
 * One place on a touchpoint for one ad, open or not.
 *
 * @param deviceKind of the touchpoint
 * @param longestMs by then an ad ends by itself, in milliseconds: the slot's closing contract
 */
public record Slot(
        SlotId slotId,
        TouchpointId touchpointId,
        DeviceKind deviceKind,
        SlotClass slotClass,
        Set<Scene> scenes,
        int longestMs) {}
