package io.houdao.placement.slot;

import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import java.util.Set;

/**
 * One place on a touchpoint for one ad.
 *
 * @param capabilities never empty
 * @param scenes in which it may be filled, never empty
 * @param intrusivenessMicros what being interrupted here costs a person, whatever the ad
 * @param floorMicros the least CPM it accepts, for 1,000 impressions
 * @param ownerTeam whose consent opens it
 * @param open whether that team lets ads in
 */
public record Slot(
        SlotId slotId,
        TouchpointId touchpointId,
        SlotClass slotClass,
        Set<Capability> capabilities,
        Set<Scene> scenes,
        AssetSchema assetSchema,
        long intrusivenessMicros,
        long floorMicros,
        String ownerTeam,
        Closing closing,
        boolean open) {

    public Slot {
        capabilities = Set.copyOf(capabilities);
        scenes = Set.copyOf(scenes);
    }
}
