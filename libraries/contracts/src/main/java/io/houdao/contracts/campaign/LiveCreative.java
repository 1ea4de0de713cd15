package io.houdao.contracts.campaign;

import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is rendered, once approved.
 *
 * @param benefit what the person gets, in the words shown to them
 * @param landingUrl where a click leads; absent for a creative that does something in place
 * @param variants never empty; where no variant is made for the scene and class of a slot, there is no ad
 */
public record LiveCreative(
        CreativeId creativeId, String benefit, @Nullable String landingUrl, List<Variant> variants) {

    public LiveCreative {
        variants = List.copyOf(variants);
    }

    /**
     * The creative as made for some scenes and one class of slot.
     *
     * @param scenes never empty
     * @param assets by the name that the slot class's asset schema gives them
     */
    public record Variant(SlotClass slotClass, Set<Scene> scenes, Map<String, String> assets) {

        public Variant {
            scenes = Set.copyOf(scenes);
            assets = Map.copyOf(assets);
        }
    }
}
