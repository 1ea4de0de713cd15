package io.houdao.placement.control;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.contracts.feedback.ExperienceControl.AdFree;
import io.houdao.contracts.feedback.ExperienceControl.HoldBack;
import io.houdao.contracts.feedback.ExperienceControl.ResponseRates;
import io.houdao.contracts.feedback.ExperienceControl.ScenePrice;
import io.houdao.contracts.feedback.ExperienceControl.Suspension;
import io.houdao.contracts.feedback.ExperienceControl.TightenedCap;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.PersonId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The controls in force, by what they govern. Each is replaced and lifted on its own, so readers see every control either
 * as it was or as it is.
 */
@Singleton
public class Controls {

    private final Map<String, ExperienceControl> byScope = new ConcurrentHashMap<>();
    private final Map<Scene, ScenePrice> prices = new ConcurrentHashMap<>();
    private final Map<Place, List<Suspension>> suspensions = new ConcurrentHashMap<>();
    private final Map<Cell, FrequencyCap> caps = new ConcurrentHashMap<>();
    private final Map<CreativeId, Map<Scene, ResponseRates>> rates = new ConcurrentHashMap<>();
    private final Map<PersonId, Instant> adFree = new ConcurrentHashMap<>();
    private volatile @Nullable HoldBack holdBack;

    /** Sets a control, unless one of its scope was set later. */
    public synchronized void set(ExperienceControl control) {
        var present = byScope.get(control.scope());
        if (present == null || !control.since().isBefore(present.since())) {
            lift(control.scope());
            byScope.put(control.scope(), control);
            index(control);
        }
    }

    private void index(ExperienceControl control) {
        if (control instanceof ScenePrice price) {
            prices.put(price.scene(), price);
        } else if (control instanceof Suspension suspension) {
            suspensions.merge(
                    new Place(suspension.slotId(), suspension.scene()), List.of(suspension), Controls::concatenation);
        } else if (control instanceof TightenedCap tightened) {
            caps.put(Cell.of(tightened), tightened.cap());
        } else if (control instanceof ResponseRates response) {
            rates.computeIfAbsent(response.creativeId(), creative -> new ConcurrentHashMap<>())
                    .put(response.scene(), response);
        } else if (control instanceof AdFree free) {
            adFree.put(free.personId(), free.until());
        } else if (control instanceof HoldBack cohort) {
            holdBack = cohort;
        }
    }

    /** Lifts the control of that scope, if there is one. */
    public synchronized void lift(String scope) {
        var lifted = byScope.remove(scope);
        if (lifted instanceof ScenePrice price) {
            prices.remove(price.scene());
        } else if (lifted instanceof Suspension suspension) {
            suspensions.computeIfPresent(
                    new Place(suspension.slotId(), suspension.scene()), (place, all) -> without(all, suspension));
        } else if (lifted instanceof TightenedCap tightened) {
            caps.remove(Cell.of(tightened));
        } else if (lifted instanceof ResponseRates response) {
            rates.computeIfPresent(response.creativeId(), (creative, byScene) -> without(byScene, response.scene()));
        } else if (lifted instanceof AdFree free) {
            adFree.remove(free.personId());
        } else if (lifted instanceof HoldBack) {
            holdBack = null;
        }
    }

    private static List<Suspension> concatenation(List<Suspension> some, List<Suspension> more) {
        return Stream.of(some, more).flatMap(Collection::stream).toList();
    }

    private static @Nullable List<Suspension> without(List<Suspension> all, Suspension lifted) {
        var rest = all.stream().filter(each -> !each.equals(lifted)).toList();
        return rest.isEmpty() ? null : rest;
    }

    private static @Nullable Map<Scene, ResponseRates> without(Map<Scene, ResponseRates> byScene, Scene lifted) {
        byScene.remove(lifted);
        return byScene.isEmpty() ? null : byScene;
    }

    /** What a showing in {@code scene} is charged for negative feedback; null while nothing was ordered. */
    public @Nullable ScenePrice price(Scene scene) {
        return prices.get(scene);
    }

    /** How people respond to the creative in that scene; null while nobody knows. */
    public @Nullable ResponseRates rates(CreativeId creative, Scene scene) {
        var byScene = rates.isEmpty() ? null : rates.get(creative);
        return byScene == null ? null : byScene.get(scene);
    }

    /** How people respond to the creative, scene by scene; empty while nobody knows. */
    public Collection<ResponseRates> rates(CreativeId creative) {
        var byScene = rates.get(creative);
        return byScene == null ? List.of() : byScene.values();
    }

    /** Whether the creative, or everything, must stay out of the slot in that scene at {@code now}. */
    public boolean suspends(SlotId slot, Scene scene, CreativeId creative, Instant now) {
        if (suspensions.isEmpty()) {
            return false;
        }
        var here = suspensions.get(new Place(slot, scene));
        return here != null && here.stream().anyMatch(suspension -> covers(suspension, creative, now));
    }

    private static boolean covers(Suspension suspension, CreativeId creative, Instant now) {
        var until = suspension.until();
        return (suspension.creativeId() == null || suspension.creativeId().equals(creative))
                && (until == null || now.isBefore(until));
    }

    /** How often anyone may have seen the creative who is to see it in the slot in that scene; null while nothing was ordered. */
    public @Nullable FrequencyCap cap(SlotId slot, Scene scene, CreativeId creative) {
        return caps.isEmpty() ? null : caps.get(new Cell(slot, scene, creative));
    }

    /** Whether the person was promised to see no ad at {@code now}. */
    public boolean isAdFree(PersonId person, Instant now) {
        var until = adFree.get(person);
        return until != null && now.isBefore(until);
    }

    /** Whether the person is in the standing cohort that sees fewer ads. */
    public boolean isHeldBack(PersonId person) {
        var cohort = holdBack;
        return cohort != null && cohort.holds(person);
    }

    /** All prices, in no particular order. */
    public List<ScenePrice> prices() {
        return List.copyOf(prices.values());
    }

    /** All suspensions, also those whose time is over, in no particular order. */
    public List<Suspension> suspensions() {
        return suspensions.values().stream().flatMap(Collection::stream).toList();
    }

    /** How many controls there are of any kind. */
    public int size() {
        return byScope.size();
    }

    private record Place(SlotId slot, Scene scene) {}

    private record Cell(SlotId slot, Scene scene, CreativeId creative) {

        static Cell of(TightenedCap tightened) {
            return new Cell(tightened.slotId(), tightened.scene(), tightened.creativeId());
        }
    }
}
