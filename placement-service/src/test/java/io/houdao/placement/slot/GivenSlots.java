package io.houdao.placement.slot;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import java.util.Set;

/** A television's banner, open in one scene at home, without a database. */
@Vetoed
public final class GivenSlots extends Slots {

    public static final SlotId BANNER = new SlotId("tv-launcher.banner");

    private final Registry registry;

    private GivenSlots(Registry registry) {
        super(null);
        this.registry = registry;
    }

    public static GivenSlots openIn(Scene scene) {
        var moment = new Moment(scene.moment(), new Name(scene.moment(), scene.moment()));
        return new GivenSlots(Registry.of(1, List.of(touchpoint()), List.of(banner(scene)), List.of(moment)));
    }

    /** As it is before the database was read. */
    public static GivenSlots notYetRead() {
        return new GivenSlots(Registry.EMPTY);
    }

    private static Touchpoint touchpoint() {
        return new Touchpoint(
                new TouchpointId("tv-launcher"),
                new Name("电视桌面", "TV launcher"),
                new DeviceKind("tv"),
                Layer.SYSTEM,
                Scene.Sphere.HOME,
                "tv");
    }

    private static Slot banner(Scene scene) {
        return new Slot(
                BANNER,
                new TouchpointId("tv-launcher"),
                SlotClass.BANNER,
                Set.of(Capability.SCREEN),
                Set.of(scene),
                AssetSchema.NONE,
                0,
                0,
                "tv",
                new Closing(1_000, 3_000, 30_000),
                true);
    }

    @Override
    public Registry current() {
        return registry;
    }
}
