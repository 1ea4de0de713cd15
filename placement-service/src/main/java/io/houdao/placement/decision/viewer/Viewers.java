package io.houdao.placement.decision.viewer;

import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.decision.viewer.Viewer.Standing;
import io.houdao.placement.exposure.Exposure;
import io.houdao.placement.exposure.ExposureStates;
import io.houdao.placement.exposure.Memory;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.Subject;
import io.houdao.placement.topic.TopicReaders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds out who asks, and remembers what they were shown: here, or on their device where that is all they allow. */
@Singleton
public class Viewers {

    private static final Logger LOG = Logger.getLogger(Viewers.class);

    private final Projections projections;
    private final ServingStore store;
    private final ExposureStates states;
    private final TopicReaders topics;
    private final Counter unreadableStates;
    private final Counter storeFailures;

    Viewers(
            Projections projections,
            ServingStore store,
            ExposureStates states,
            TopicReaders topics,
            MeterRegistry meters) {
        this.projections = projections;
        this.store = store;
        this.states = states;
        this.topics = topics;
        this.storeFailures = meters.counter("houdao.exposure.store.failures");
        this.unreadableStates = meters.counter("houdao.exposure.state.unreadable");
    }

    /**
     * Who the device asks for.
     *
     * @param exposureState what the device was given to keep, if it sends anything; unreadable ones are counted and ignored
     */
    public Visit visit(DeviceId device, Scene scene, @Nullable String exposureState, Instant now) {
        if (!scene.isPublic() && !topics.isCaughtUp(Topics.PROJECTIONS)) {
            return new Visit(Standing.UNAVAILABLE, device, null, false, Memory.EMPTY);
        }
        var owner = projections.owner(device);
        var adsOff = owner != null && owner.projection().adsOff();
        if (scene.isPublic()) {
            return new Visit(
                    Standing.PUBLIC, device, null, adsOff, deviceHeld(Memory.EMPTY, device, exposureState, now));
        }
        var remembered = recallIfPossible(owner, device);
        var memory = deviceHeld(remembered == null ? Memory.EMPTY : remembered, device, exposureState, now);
        return new Visit(standing(owner, remembered != null), device, owner, adsOff, memory);
    }

    private static Standing standing(@Nullable Person owner, boolean isRemembered) {
        if (owner == null) {
            return Standing.UNBOUND;
        }
        if (owner.projection().refused()) {
            return Standing.REFUSED;
        }
        return isRemembered ? Standing.KNOWN : Standing.FORGOTTEN_FOR_NOW;
    }

    /* Null where the store does not answer: then the scene alone decides. */
    private @Nullable Memory recallIfPossible(@Nullable Person owner, DeviceId device) {
        try {
            return recall(owner, device);
        } catch (RuntimeException e) {
            storeFailures.increment();
            LOG.debugf("deciding from context alone: %s", e.getMessage());
            return null;
        }
    }

    private Memory recall(@Nullable Person owner, DeviceId device) {
        return owner == null
                ? store.recall(Subject.of(device), List.of())
                : store.recall(Subject.of(owner.projection().personId()), household(owner));
    }

    private List<PersonId> household(Person owner) {
        return owner.projection().refused() ? List.of() : projections.restOfHousehold(owner);
    }

    private Memory deviceHeld(Memory memory, DeviceId device, @Nullable String exposureState, Instant now) {
        if (exposureState == null || exposureState.isEmpty()) {
            return memory;
        }
        var opened = states.open(exposureState, memory, device, now);
        if (opened.isEmpty()) {
            unreadableStates.increment();
        }
        return opened.orElse(memory);
    }

    /** Remembers here that an ad was handed out, unless only the device may. */
    public void remember(Viewer viewer, Showing showing) {
        var subject = Subject.of(showing);
        if (subject == null || viewer.isDeviceHeld()) {
            return;
        }
        try {
            store.remember(subject, Exposure.of(showing));
        } catch (RuntimeException e) {
            storeFailures.increment();
            LOG.debugf("a showing is not remembered before its impression: %s", e.getMessage());
        }
    }

    /** What the device is to keep in place of what it had; null where nothing is kept there. */
    public @Nullable String seal(Visit visit, Memory memory, DeviceId device, Instant now) {
        return visit.isDeviceHeld() ? states.seal(memory, device, now) : null;
    }
}
