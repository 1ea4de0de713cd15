package io.houdao.profile.device;

import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.profile.People;
import io.houdao.profile.projection.Graph;
import io.houdao.profile.projection.Projections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Binds devices to people. */
@ApplicationScoped
class DeviceService {

    private final Devices devices;
    private final People people;
    private final Projections projections;
    private final Graph graph;
    private final Clock clock;

    DeviceService(Devices devices, People people, Projections projections, Graph graph, Clock clock) {
        this.devices = devices;
        this.people = people;
        this.projections = projections;
        this.graph = graph;
        this.clock = clock;
    }

    DeviceView bind(UUID owner, DeviceBody body) {
        return projections.changing(owner, () -> {
            var id = Optional.ofNullable(body.deviceId()).orElseGet(UUID::randomUUID);
            if (devices.findById(id) != null) {
                throw Problems.conflict("The device " + id + " is bound already. Unbind it first.");
            }
            devices.requireRoom(owner, 1);
            var device = new Device(id, owner, body, clock.instant());
            devices.persist(device);
            graph.bound(people.get(owner).pseudonym(), id, device.kind(), body.shared());
            return device.view();
        });
    }

    @Transactional
    Page<DeviceView> list(UUID owner, int limit, @Nullable Cursor after) {
        people.get(owner);
        return Page.of(devices.of(owner, limit + 1, after), limit, Device::position)
                .map(Device::view);
    }

    @Transactional
    DeviceView get(UUID owner, UUID id) {
        people.get(owner);
        return find(owner, id).view();
    }

    /** Unbinds a device; the tags it reported go with it. */
    void unbind(UUID owner, UUID id) {
        projections.changing(owner, () -> {
            devices.delete(find(owner, id));
            graph.unbound(people.get(owner).pseudonym(), id);
            return id;
        });
    }

    /**
     * Gives a device to someone else.
     *
     * @param atHomeOnly whether the next owner must live with the old one
     */
    DeviceView handOver(UUID owner, UUID id, UUID next, boolean atHomeOnly) {
        return projections.changing(Set.of(owner, next), Set.of(), held -> {
            if (!held.people().contains(owner)) {
                throw Problems.notFound("person", owner);
            }
            var device = find(owner, id);
            if (!held.people().contains(next) || atHomeOnly && !liveTogether(owner, next)) {
                throw Problems.invalid("to", "must be someone of your household");
            }
            devices.requireRoom(next, 1);
            devices.handOver(device, next, clock.instant());
            graph.handedOver(people.get(owner).pseudonym(), people.get(next).pseudonym(), id);
            return device.view();
        });
    }

    private boolean liveTogether(UUID one, UUID other) {
        var household = people.get(one).householdId();
        return household != null && people.get(other).livesIn(household);
    }

    private Device find(UUID owner, UUID id) {
        return devices.find(owner, id).orElseThrow(() -> Problems.notFound("device", id));
    }
}
