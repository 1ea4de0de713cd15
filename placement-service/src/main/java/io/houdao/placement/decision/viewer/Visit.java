package io.houdao.placement.decision.viewer;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonProjection.Wishes;
import io.houdao.placement.decision.viewer.Viewer.Standing;
import io.houdao.placement.exposure.Exposure;
import io.houdao.placement.exposure.Fingerprint;
import io.houdao.placement.exposure.Memory;
import io.houdao.placement.exposure.ServingStore.Turn;
import io.houdao.placement.slot.Touchpoint;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One device asking once, in one scene, perhaps about several slots. To be closed by the thread that began it. */
public final class Visit implements AutoCloseable {

    private final Standing standing;
    private final DeviceId deviceId;
    /** Whose device it is; absent where it is nobody's or that is not known, and in public. */
    private final @Nullable Person person;

    private final boolean adsOff;
    private final Memory memory;
    /** Absent where only the device may remember. */
    private final @Nullable Turn turn;

    Visit(
            Standing standing,
            DeviceId deviceId,
            @Nullable Person person,
            boolean adsOff,
            Memory memory,
            @Nullable Turn turn) {
        this.standing = standing;
        this.deviceId = deviceId;
        this.person = person;
        this.adsOff = adsOff;
        this.memory = memory;
        this.turn = turn;
    }

    /** Remembers here that an ad was handed out, unless only the device may. */
    public void remember(Exposure exposure) {
        if (turn != null) {
            turn.remember(exposure);
        }
    }

    /** Lets the next device of the household be answered. */
    @Override
    public void close() {
        if (turn != null) {
            turn.close();
        }
    }

    /** What was remembered when the device asked. */
    public Memory memory() {
        return memory;
    }

    /** Whether the device, and nobody else, keeps what is shown on it. */
    public boolean isDeviceHeld() {
        return Viewer.isDeviceHeld(standing);
    }

    /** The viewer on one touchpoint in one scene. */
    public Viewer at(Touchpoint touchpoint, Scene scene, Instant now) {
        return person == null ? stranger() : known(person, touchpoint, scene, now);
    }

    private Viewer stranger() {
        return new Viewer(
                standing,
                null,
                standing == Standing.PUBLIC ? null : deviceId,
                Fingerprint.of(deviceId.value()),
                adsOff,
                false,
                false,
                false,
                false,
                null,
                Tags.NONE,
                null,
                memory);
    }

    private Viewer known(Person owner, Touchpoint touchpoint, Scene scene, Instant now) {
        var switches = owner.projection();
        var actual = owner.devices().get(deviceId);
        var here = owner.surface(touchpoint.deviceKind());
        var there = owner.surface(actual);
        var others = owner.othersWishes(touchpoint.deviceKind(), actual);
        var childRules = childRules(here) || childRules(there);
        return new Viewer(
                standing,
                standing == Standing.REFUSED ? null : switches.personId(),
                deviceId,
                Fingerprint.of(deviceId.value()),
                adsOff,
                silent(here) || silent(there) || wantNone(others, touchpoint, scene),
                childRules,
                switches.mutedTouchpoints().contains(touchpoint.touchpointId())
                        || memory.mutes(touchpoint.touchpointId(), now),
                switches.quietScenes().contains(scene),
                least(switches.dailyAdLimitByScene(), others, scene),
                childRules ? Tags.NONE : tags(touchpoint.deviceKind(), actual, here, now),
                null,
                memory);
    }

    /* A tag permitted on phones is not used by a television that asks about a phone's slot. */
    private Tags tags(DeviceKind asked, @Nullable DeviceKind actual, Person.@Nullable Surface here, Instant now) {
        return standing == Standing.KNOWN && here != null && asked.equals(actual)
                ? here.tags().at(now)
                : Tags.NONE;
    }

    private static boolean silent(Person.@Nullable Surface surface) {
        return surface != null && surface.silent();
    }

    private static boolean wantNone(@Nullable Wishes others, Touchpoint touchpoint, Scene scene) {
        return others != null
                && (others.mutedTouchpoints().contains(touchpoint.touchpointId())
                        || others.quietScenes().contains(scene));
    }

    private static @Nullable Integer least(Map<Scene, Integer> own, @Nullable Wishes others, Scene scene) {
        var limit = own.get(scene);
        var othersLimit = others == null ? null : others.dailyAdLimitByScene().get(scene);
        if (limit == null || othersLimit == null) {
            return limit == null ? othersLimit : limit;
        }
        return Math.min(limit, othersLimit);
    }

    private static boolean childRules(Person.@Nullable Surface surface) {
        return surface != null && surface.childRules();
    }
}
