package io.houdao.benchmark.festival;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Language;
import io.houdao.contracts.Region;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** 300 slots on 30 touchpoints, and the scenes in which they may be filled. */
public final class Inventory {

    public static final List<String> MOMENTS = List.of("sport", "life", "work", "calendar", "entertainment", "weather");
    public static final List<Scene> SCENES = Stream.of("home/", "personal/")
            .flatMap(sphere -> MOMENTS.stream().map(moment -> Scene.of(sphere + moment)))
            .toList();
    public static final DeviceKind TV = new DeviceKind("tv");
    public static final DeviceKind PHONE = new DeviceKind("phone");
    public static final List<DeviceKind> KINDS = List.of(TV, PHONE, new DeviceKind("speaker"));
    public static final Language LANGUAGE = new Language("zh");
    public static final List<Language> LANGUAGES = List.of(LANGUAGE, new Language("yue"), new Language("en"));
    public static final Region REGION = new Region("CN-GD");
    public static final List<Region> REGIONS =
            Stream.of("CN", "CN-GD", "CN-BJ", "CN-SH").map(Region::new).toList();
    public static final List<TouchpointId> TOUCHPOINTS = IntStream.range(0, 30)
            .mapToObj(number -> new TouchpointId("touchpoint-" + number))
            .toList();
    public static final int SLOTS = 300;

    private Inventory() {}

    /** Even touchpoints are on televisions, odd ones on phones. */
    public static DeviceKind kind(int touchpoint) {
        return touchpoint % 2 == 0 ? TV : PHONE;
    }

    public static int touchpointOf(int slot) {
        return slot % TOUCHPOINTS.size();
    }

    public static SlotId slotId(int slot) {
        return new SlotId(TOUCHPOINTS.get(touchpointOf(slot)).value() + ".slot-" + slot);
    }

    public static SlotClass slotClass(int slot) {
        var classes = SlotClass.values();
        return classes[slot / TOUCHPOINTS.size() % classes.length];
    }
}
