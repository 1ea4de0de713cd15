package io.houdao.placement.decision.scene;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.houdao.contracts.Language;
import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.SlotId;
import io.houdao.placement.slot.Slots;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out where in the day a request is, and whether a slot is open to it. */
@Singleton
public class Scenes {

    private final Slots slots;
    private final SceneTerms defaults;
    private final Map<Scene, SceneTerms> terms;

    Scenes(Slots slots, SceneSettings settings) {
        this.slots = slots;
        this.defaults = terms(settings.defaults());
        this.terms = settings.of().entrySet().stream()
                .collect(toUnmodifiableMap(
                        entry -> Scene.of(entry.getKey()), entry -> terms(entry.getValue(), defaults)));
    }

    private static SceneTerms terms(SceneSettings.Defaults all) {
        return new SceneTerms(
                all.minimumGap(),
                all.dailyAds(),
                all.harmLimitMicros(),
                all.loadMicros(),
                all.typicalDailyAds(),
                all.acceptedShare());
    }

    private static SceneTerms terms(SceneSettings.Differing own, SceneTerms all) {
        return new SceneTerms(
                own.minimumGap().orElse(all.minimumGap()),
                own.dailyAds().orElse(all.dailyAds()),
                own.harmLimitMicros().orElse(all.harmLimitMicros()),
                own.loadMicros().orElse(all.loadMicros()),
                own.typicalDailyAds().orElse(all.typicalDailyAds()),
                own.acceptedShare().orElse(all.acceptedShare()));
    }

    /** The scene that a device states; null where the vocabulary does not have it. */
    public @Nullable Scene known(String stated) {
        try {
            var scene = Scene.of(stated);
            return slots.current().knows(scene) ? scene : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The slot, if it is open and may be filled in {@code scene}.
     *
     * @param language in which the device asks; null where it does not say
     */
    public Place place(SlotId slotId, Scene scene, @Nullable Language language) {
        var registry = slots.current();
        var slot = registry.slot(slotId);
        var touchpoint = slot == null ? null : registry.touchpoint(slot.touchpointId());
        var moment = registry.moment(scene.moment());
        if (slot == null || touchpoint == null) {
            return new Place.Closed(SceneProblem.UNKNOWN_SLOT);
        }
        if (moment == null) {
            return new Place.Closed(SceneProblem.UNKNOWN_SCENE);
        }
        if (!slot.open()) {
            return new Place.Closed(SceneProblem.SLOT_CLOSED);
        }
        return slot.scenes().contains(scene) && touchpoint.isPlaceFor(scene)
                ? new Opening(slot, touchpoint, scene, moment.name(), terms.getOrDefault(scene, defaults), language)
                : new Place.Closed(SceneProblem.SCENE_NOT_IN_SLOT);
    }
}
