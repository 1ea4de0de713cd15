package io.houdao.placement.slot;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.TouchpointId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code touchpoint}. */
@Entity
@Table(name = "touchpoint")
class StoredTouchpoint {

    @Id
    private String id;

    @Column(name = "name_zh")
    private String nameZh;

    @Column(name = "name_en")
    private String nameEn;

    @Column(name = "device_kind")
    private String deviceKind;

    @Column
    @Enumerated(EnumType.STRING)
    private Layer layer;

    @Column
    @Enumerated(EnumType.STRING)
    private Scene.Sphere sphere;

    @Column(name = "owner_team")
    private String ownerTeam;

    protected StoredTouchpoint() {}

    StoredTouchpoint(Touchpoint touchpoint) {
        this.id = touchpoint.touchpointId().value();
        this.nameZh = touchpoint.name().zh();
        this.nameEn = touchpoint.name().en();
        this.deviceKind = touchpoint.deviceKind().name();
        this.layer = touchpoint.layer();
        this.sphere = touchpoint.sphere();
        this.ownerTeam = touchpoint.ownerTeam();
    }

    Touchpoint toTouchpoint() {
        return new Touchpoint(
                new TouchpointId(id), new Name(nameZh, nameEn), new DeviceKind(deviceKind), layer, sphere, ownerTeam);
    }
}
