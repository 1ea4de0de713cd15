package io.houdao.profile.device;

import io.houdao.contracts.DeviceKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A device bound to its one owner. */
@Entity
public class Device {

    @Id
    private UUID id;

    @Column
    private UUID ownerId;

    @Column
    private String kind;

    private boolean shared;

    @Column
    private Instant boundAt;

    /** For Hibernate. */
    protected Device() {}

    Device(UUID id, UUID ownerId, DeviceBody body, Instant now) {
        this.id = id;
        this.ownerId = ownerId;
        this.kind = body.kind().name();
        this.shared = body.shared();
        this.boundAt = now;
    }

    public UUID id() {
        return id;
    }

    public UUID ownerId() {
        return ownerId;
    }

    public DeviceKind kind() {
        return new DeviceKind(kind);
    }

    /** Belongs to {@code next} from now on. */
    void handOver(UUID next, Instant now) {
        ownerId = next;
        boundAt = now;
    }

    String position() {
        return id.toString();
    }

    DeviceView view() {
        return new DeviceView(id, kind(), shared, boundAt);
    }
}
