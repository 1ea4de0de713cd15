package io.houdao.benchmark.learn;

import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Counts.Minded;
import io.houdao.feedback.learning.Shrinkage;
import io.houdao.feedback.learning.Shrinkage.Rates;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How people respond to a video in a scene as feedback-service measures it and tells placement-service, with its own drawing of
 * a video to its scene and of a scene to all: at the end of a window, and only what changed enough.
 */
final class MeasuredRates {

    /** As in feedback-service's settings. */
    private static final double PRIOR_STRENGTH = 20;

    private static final double MATERIAL_CHANGE = 0.2;
    private static final double MATERIAL_GROWTH = 4;

    /** What a replay assumes of a video that nobody has seen yet. */
    private static final Rates UNSEEN = new Rates(0.01, 0.23, 0.001, 0.0001, 0.3);

    private final Shrinkage shrinkage = new Shrinkage(PRIOR_STRENGTH);
    private final Map<Place, Known> knownByPlace = new HashMap<>();
    private final Map<String, Counts> countsByScene = new HashMap<>();
    private final Set<Place> changed = new LinkedHashSet<>();

    /** What was last told of the video in the scene. */
    Rates of(Exposure exposure) {
        var known = knownByPlace.get(Place.of(exposure));
        return known == null || known.told == null ? UNSEEN : known.told;
    }

    /** Counts what was shown; it is told of when the window closes. */
    void count(Exposure shown) {
        var counts = counts(shown);
        var place = Place.of(shown);
        var known = knownByPlace.computeIfAbsent(place, unseen -> new Known());
        known.counts = known.counts.plus(counts);
        countsByScene.merge(shown.scene(), counts, Counts::plus);
        changed.add(place);
    }

    private static Counts counts(Exposure shown) {
        var skips = shown.skipped() ? 1 : 0;
        var hides = shown.hidden() ? 1 : 0;
        return new Counts(0, 1, 0, skips, hides, 0, Math.max(skips, hides), shown.satisfied() ? 1 : 0, Minded.NONE);
    }

    /** Tells of what changed enough since it was last told. */
    void closeWindow() {
        var all = shrinkage.rates(countsByScene.values().stream().reduce(Counts.NONE, Counts::plus), Rates.START);
        var ratesByScene = new HashMap<String, Rates>();
        countsByScene.forEach((scene, counts) -> ratesByScene.put(scene, shrinkage.rates(counts, all)));
        for (var place : changed) {
            var known = knownByPlace.get(place);
            var scene = ratesByScene.get(place.scene());
            if (known != null && scene != null) {
                known.tell(shrinkage.rates(known.counts, scene));
            }
        }
        changed.clear();
    }

    private record Place(String video, String scene) {

        static Place of(Exposure exposure) {
            return new Place(exposure.video(), exposure.scene());
        }
    }

    private static final class Known {

        private Counts counts = Counts.NONE;
        private @Nullable Rates told;
        private long toldImpressions;

        void tell(Rates rates) {
            if (told == null
                    || rates.movedFrom(told, MATERIAL_CHANGE)
                    || counts.impressions() >= MATERIAL_GROWTH * toldImpressions) {
                told = rates;
                toldImpressions = counts.impressions();
            }
        }
    }
}
