package io.houdao.placement.slot;

import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.SlotId;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * Changes the registry. An operator who carries a team changes what that team owns, one without a team everything; only
 * the owning team opens and closes a slot.
 */
@ApplicationScoped
class SlotService {

    private static final String TEAM = "team";

    private final RegistryStore store;
    private final SlotLimits limits;
    private final Caller caller;
    private final Clock clock;

    SlotService(RegistryStore store, SlotLimits limits, Caller caller, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.caller = caller;
        this.clock = clock;
    }

    /** Adds or renames a moment, and says whether it is new. */
    @Transactional
    boolean put(Moment moment) {
        store.raiseVersion();
        var isNew = store.moment(moment.moment()) == null;
        store.put(moment);
        return isNew;
    }

    /** Adds or replaces a touchpoint, and says whether it is new. */
    @Transactional
    boolean put(Touchpoint touchpoint) {
        store.raiseVersion();
        var id = touchpoint.touchpointId().value();
        var stored = store.touchpoint(id);
        if (stored != null) {
            var present = stored.toTouchpoint();
            mustMayChange(present.ownerTeam());
            if (isPublic(present) != isPublic(touchpoint) && store.hasSlots(id)) {
                throw Problems.conflict("Touchpoint " + id + " has slots, whose scenes belong to the sphere "
                        + present.sphere() + ". Move the slots first.");
            }
        }
        mustMayChange(touchpoint.ownerTeam());
        store.put(touchpoint);
        return stored == null;
    }

    private static boolean isPublic(Touchpoint touchpoint) {
        return touchpoint.sphere() == Scene.Sphere.PUBLIC;
    }

    /** Adds or replaces a slot, and says whether it is new. A new slot is closed, and so is one that changes hands. */
    @Transactional
    boolean put(SlotId id, SlotBody body) {
        store.raiseVersion();
        var stored = store.slot(id.value());
        if (stored != null) {
            mustMayChange(stored.ownerTeam());
        }
        mustMayChange(body.ownerTeam());
        mustFitTouchpoint(body);
        var staysOpen = stored != null && stored.isOpen() && stored.ownerTeam().equals(body.ownerTeam());
        store.put(body.slot(id, staysOpen));
        return stored == null;
    }

    private void mustFitTouchpoint(SlotBody body) {
        var touchpoint = store.touchpoint(body.touchpointId().value());
        if (touchpoint == null) {
            throw Problems.invalid("touchpointId", "is not registered; put the touchpoint first");
        }
        for (var i = 0; i < body.scenes().size(); i++) {
            mustBeSceneOf(touchpoint.toTouchpoint(), body.scenes().get(i), "scenes[" + i + "]");
        }
    }

    private void mustBeSceneOf(Touchpoint touchpoint, Scene scene, String field) {
        if (store.moment(scene.moment()) == null) {
            throw Problems.invalid(field, "has an unknown moment; GET /v1/scenes lists them");
        }
        if (!touchpoint.isPlaceFor(scene)) {
            throw Problems.invalid(
                    field,
                    "does not fit a touchpoint whose sphere is "
                            + touchpoint.sphere().name().toLowerCase(java.util.Locale.ROOT)
                            + ": public scenes belong to public touchpoints, and only there");
        }
    }

    /** Imports a batch, all or nothing. */
    @Transactional
    void put(List<RegistryLine> lines) {
        lines.forEach(this::put);
    }

    private void put(RegistryLine line) {
        var touchpoint = line.touchpoint();
        var slot = line.slot();
        if ((touchpoint == null) == (slot == null)) {
            throw new IllegalArgumentException("a line holds either a touchpoint or a slot");
        }
        if (touchpoint != null) {
            put(touchpoint.touchpoint(required(touchpoint.touchpointId(), "touchpoint.touchpointId")));
        }
        if (slot != null) {
            put(required(slot.slotId(), "slot.slotId"), slot);
        }
    }

    private static <T> T required(@org.jspecify.annotations.Nullable T id, String field) {
        if (id == null) {
            throw new IllegalArgumentException(field + " is required in an import");
        }
        return id;
    }

    /** The owner lets ads in. */
    @Transactional
    Slot open(SlotId id) {
        store.raiseVersion();
        var slot = ownSlot(id);
        if (!slot.isOpen()) {
            if (store.openSlots() >= limits.maxOpen()) {
                throw Problems.conflict("All " + limits.maxOpen() + " slots that may be open are. Close one first.");
            }
            change(slot, id, true);
        }
        return slot.toSlot();
    }

    /** The owner shuts ads out. */
    @Transactional
    void close(SlotId id) {
        store.raiseVersion();
        var slot = ownSlot(id);
        if (slot.isOpen()) {
            change(slot, id, false);
        }
    }

    private void change(StoredSlot slot, SlotId id, boolean open) {
        slot.open(open);
        store.add(new StoredConsent(id.value(), open, slot.ownerTeam(), caller.name(), clock.instant()));
    }

    private StoredSlot ownSlot(SlotId id) {
        var slot = store.slot(id.value());
        if (slot == null) {
            throw Problems.notFound("slot", id);
        }
        if (!Objects.equals(caller.claim(TEAM).orElse(null), slot.ownerTeam())) {
            throw Problems.forbidden("Only team " + slot.ownerTeam() + ", which owns " + id + ", opens and closes it.");
        }
        return slot;
    }

    private void mustMayChange(String ownerTeam) {
        caller.claim(TEAM).filter(team -> !team.equals(ownerTeam)).ifPresent(team -> {
            throw Problems.forbidden("Team " + team + " may not change what belongs to team " + ownerTeam + ".");
        });
    }
}
