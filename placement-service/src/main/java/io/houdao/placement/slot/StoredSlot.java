package io.houdao.placement.slot;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;

/** A row of {@code slot}. */
@Entity
@Table(name = "slot")
class StoredSlot {

    @Id
    private String id;

    @Column(name = "touchpoint_id")
    private String touchpointId;

    @Column(name = "slot_class")
    @Enumerated(EnumType.STRING)
    private SlotClass slotClass;

    @Column
    private String[] capabilities;

    @Column
    private String[] scenes;

    @Column(name = "required_assets")
    private String[] requiredAssets;

    @Column(name = "optional_assets")
    private String[] optionalAssets;

    @Column(name = "intrusiveness_micros")
    private long intrusivenessMicros;

    @Column(name = "floor_micros")
    private long floorMicros;

    @Column(name = "owner_team")
    private String ownerTeam;

    @Column(name = "offered_within_ms")
    private int offeredWithinMs;

    @Column(name = "gone_within_ms")
    private int goneWithinMs;

    @Column(name = "max_length_ms")
    private int maxLengthMs;

    @Column
    private boolean open;

    protected StoredSlot() {}

    StoredSlot(Slot slot) {
        this.id = slot.slotId().value();
        this.touchpointId = slot.touchpointId().value();
        this.slotClass = slot.slotClass();
        this.capabilities = texts(slot.capabilities());
        this.scenes = texts(slot.scenes());
        this.requiredAssets = texts(slot.assetSchema().required());
        this.optionalAssets = texts(slot.assetSchema().optional());
        this.intrusivenessMicros = slot.intrusivenessMicros();
        this.floorMicros = slot.floorMicros();
        this.ownerTeam = slot.ownerTeam();
        this.offeredWithinMs = slot.closing().offeredWithinMs();
        this.goneWithinMs = slot.closing().goneWithinMs();
        this.maxLengthMs = slot.closing().maxLengthMs();
        this.open = slot.open();
    }

    Slot toSlot() {
        return new Slot(
                new SlotId(id),
                new TouchpointId(touchpointId),
                slotClass,
                Arrays.stream(capabilities).map(Capability::valueOf).collect(toUnmodifiableSet()),
                Arrays.stream(scenes).map(Scene::of).collect(toUnmodifiableSet()),
                new AssetSchema(Set.of(requiredAssets), Set.of(optionalAssets)),
                intrusivenessMicros,
                floorMicros,
                ownerTeam,
                new Closing(offeredWithinMs, goneWithinMs, maxLengthMs),
                open);
    }

    String ownerTeam() {
        return ownerTeam;
    }

    boolean isOpen() {
        return open;
    }

    void open(boolean mayBeFilled) {
        this.open = mayBeFilled;
    }

    private static String[] texts(Collection<?> things) {
        return things.stream().map(Object::toString).sorted().toArray(String[]::new);
    }
}
