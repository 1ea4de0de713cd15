package io.houdao.placement.decision.viewer;

import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.placement.decision.viewer.Viewer.Standing;
import io.houdao.placement.exposure.Exposure;
import io.houdao.placement.exposure.ExposureStates;
import io.houdao.placement.exposure.LongCaps;
import io.houdao.placement.exposure.Memory;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.ServingStore.Turn;
import io.houdao.placement.exposure.StoreUnavailable;
import io.houdao.placement.exposure.Subject;
import io.houdao.placement.topic.TopicReaders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out who asks, and remembers what they were shown: here, or on their device where that is all they allow. */
@Singleton
public class Viewers {

    private final Projections projections;
    private final ServingStore store;
    private final ExposureStates states;
    private final LongCaps longCaps;
    private final TopicReaders topics;
    private final Counter unreadableStates;
    private final Counter unavailable;

    Viewers(
            Projections projections,
            ServingStore store,
            ExposureStates states,
            LongCaps longCaps,
            TopicReaders topics,
            MeterRegistry meters) {
        this.projections = projections;
        this.store = store;
        this.states = states;
        this.longCaps = longCaps;
        this.topics = topics;
        this.unreadableStates = meters.counter("houdao.exposure.state.unreadable");
        this.unavailable = meters.counter("houdao.serving.store.unavailable");
    }

    /**
     * Who the device asks for.
     *
     * @param exposureState what the device was given to keep, if it sends anything; unreadable ones are counted and ignored
     */
    public Visit visit(DeviceId device, Scene scene, @Nullable String exposureState, Instant now) {
        if (!scene.isPublic() && !topics.isCaughtUp(Topics.PROJECTIONS)) {
            return new Visit(Standing.UNAVAILABLE, device, null, false, Memory.EMPTY, null);
        }
        var owner = projections.owner(device);
        var adsOff = owner != null && owner.projection().adsOff();
        if (scene.isPublic()) {
            var memory = deviceHeld(Memory.EMPTY, device, exposureState, now);
            return new Visit(Standing.PUBLIC, device, null, adsOff, memory, null);
        }
        var subject = owner == null
                ? Subject.of(device)
                : Subject.of(owner.projection().personId());
        var turn = owner != null && owner.projection().refused() ? null : turn(subject, owner);
        var remembered = turn == null ? store.choices(subject) : turn.memory();
        var memory = deviceHeld(remembered, device, exposureState, now);
        return new Visit(standing(owner, turn), device, owner, adsOff, memory, turn);
    }

    private @Nullable Turn turn(Subject subject, @Nullable Person owner) {
        try {
            return store.begin(subject, owner == null ? List.of() : projections.restOfHousehold(owner));
        } catch (StoreUnavailable e) {
            unavailable.increment();
            return null;
        }
    }

    private static Standing standing(@Nullable Person owner, @Nullable Turn turn) {
        if (owner != null && owner.projection().refused()) {
            return Standing.REFUSED;
        }
        if (turn == null) {
            return Standing.UNREMEMBERED;
        }
        return owner == null ? Standing.UNBOUND : Standing.KNOWN;
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

    /** That the viewer is shown that, as it is remembered here or on their device. */
    public Exposure exposure(Showing showing, Viewer viewer) {
        return longCaps.exposure(showing, viewer.device());
    }

    /** What the device is to keep in place of what it had; null where nothing is kept there. */
    public @Nullable String seal(Visit visit, Memory memory, DeviceId device, Instant now) {
        return visit.isDeviceHeld() ? states.seal(memory, device, now) : null;
    }
}
