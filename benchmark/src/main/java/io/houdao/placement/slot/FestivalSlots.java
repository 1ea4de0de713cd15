package io.houdao.placement.slot;

import io.houdao.benchmark.festival.Inventory;
import io.houdao.contracts.Scene.Sphere;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;

/** The slots of the festival, all open, without a database. */
@NullUnmarked
public final class FestivalSlots extends Slots {

    private final Registry registry = Registry.of(
            1,
            IntStream.range(0, Inventory.TOUCHPOINTS.size())
                    .mapToObj(FestivalSlots::touchpoint)
                    .toList(),
            IntStream.range(0, Inventory.SLOTS).mapToObj(FestivalSlots::slot).toList(),
            Inventory.MOMENTS.stream()
                    .map(moment -> new Moment(moment, new Name(moment, moment)))
                    .toList());

    public FestivalSlots() {
        super(null);
    }

    private static Touchpoint touchpoint(int number) {
        return new Touchpoint(
                Inventory.TOUCHPOINTS.get(number),
                new Name("触点 " + number, "Touchpoint " + number),
                Inventory.kind(number),
                Layer.SYSTEM,
                Sphere.HOME,
                "team-" + number);
    }

    private static Slot slot(int number) {
        return new Slot(
                Inventory.slotId(number),
                Inventory.TOUCHPOINTS.get(Inventory.touchpointOf(number)),
                Inventory.slotClass(number),
                Set.of(Capability.SCREEN),
                Set.copyOf(Inventory.SCENES),
                new AssetSchema(Set.of("title", "image"), Set.of()),
                500,
                2_000_000,
                "team-" + Inventory.touchpointOf(number),
                new Closing(1_000, 3_000, 30_000),
                true);
    }

    @Override
    public Registry current() {
        return registry;
    }
}
