package io.houdao.profile.device;

import io.houdao.kit.paging.Cursor;
import io.houdao.kit.problem.Problems;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The store of {@link Device}. */
@ApplicationScoped
public class Devices implements PanacheRepositoryBase<Device, UUID> {

    /** Of one person: what leaves of them names each that shows, and has to fit into one record of Kafka. */
    public static final int MOST = 1_000;

    /**
     * Makes sure that {@code owner}, who is held, may have {@code more} devices.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 if they would have too many
     */
    public void requireRoom(UUID owner, int more) {
        if (count("ownerId", owner) + more > MOST) {
            throw Problems.conflict(
                    "A person may have at most " + MOST + " devices. Unbind those that are gone first.");
        }
    }

    List<Device> of(UUID owner, int most, @Nullable Cursor after) {
        var position = after == null ? new UUID(0, 0) : after.as(UUID::fromString);
        return find("ownerId = ?1 and id > ?2 order by id", owner, position)
                .page(Page.ofSize(most))
                .list();
    }

    /** Who owns device {@code id}, if it is bound; who needs the device too reads it once its owner is held. */
    public Optional<UUID> ownerOf(UUID id) {
        return find("select d.ownerId from Device d where d.id = ?1", id)
                .project(UUID.class)
                .firstResultOptional();
    }

    /** Gives {@code device} to {@code next}. The tags that it reported are its old owner's, and are deleted. */
    public void handOver(Device device, UUID next, Instant now) {
        deleteTags(device.id());
        device.handOver(next, now);
    }

    /** Deletes what device {@code id} reported, and what speaks for more. */
    private void deleteTags(UUID id) {
        for (var table : List.of("tag", "tag_evidence")) {
            getEntityManager()
                    .createNativeQuery("delete from " + table + " where device_id = ?1")
                    .setParameter(1, id)
                    .executeUpdate();
        }
    }

    /** The ids of all devices of {@code owner}. */
    public List<UUID> idsOf(UUID owner) {
        return find("select d.id from Device d where d.ownerId = ?1", owner)
                .project(UUID.class)
                .list();
    }

    /** Device {@code id}, if it is {@code owner}'s. */
    public Optional<Device> find(UUID owner, UUID id) {
        return find("ownerId = ?1 and id = ?2", owner, id).firstResultOptional();
    }
}
