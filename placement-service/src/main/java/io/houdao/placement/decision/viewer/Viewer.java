package io.houdao.placement.decision.viewer;

import io.houdao.contracts.Region;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.exposure.Memory;
import org.jspecify.annotations.Nullable;

/**
 * What the person behind a request lets us know on one touchpoint, and no more.
 *
 * @param personId absent where nobody is known, for someone who refused, and in public
 * @param deviceId absent in public
 * @param device fingerprint of the asking device, by which caps per device count
 * @param silent the strictest in front of a shared screen wants no ad there: at all, on this touchpoint or in this scene
 * @param childRules a child may be watching
 * @param muted they want no ad on this touchpoint
 * @param quiet they want no ad in this scene
 * @param ownDailyLimit most ads a day that they, or on a shared screen one of the others, want in this scene; absent where nobody said
 * @param tags that may be used here; none unless {@code standing} is KNOWN
 * @param region from where their device says that it asks; absent where it does not. It is used for this request, and kept nowhere
 * @param memory what they saw, as far as it may be remembered
 */
public record Viewer(
        Standing standing,
        @Nullable PersonId personId,
        @Nullable DeviceId deviceId,
        long device,
        boolean adsOff,
        boolean silent,
        boolean childRules,
        boolean muted,
        boolean quiet,
        @Nullable Integer ownDailyLimit,
        Tags tags,
        @Nullable Region region,
        Memory memory) {

    /** How much may be known. */
    public enum Standing {
        /** What they permitted. */
        KNOWN,
        /** They refused: their switches hold, nothing else is used or kept. */
        REFUSED,
        /** Nobody is bound to the device. */
        UNBOUND,
        /** What they were shown cannot be looked up just now: nothing personal is used, and their device keeps what it shows. */
        UNREMEMBERED,
        /** A public place: nothing personal is used at all. */
        PUBLIC,
        /** The projections have not been read yet, so not even a switch is known. */
        UNAVAILABLE
    }

    /** Whether the device, and nobody else, keeps what was shown on it. */
    public boolean isDeviceHeld() {
        return isDeviceHeld(standing);
    }

    static boolean isDeviceHeld(Standing standing) {
        return switch (standing) {
            case REFUSED, PUBLIC, UNREMEMBERED -> true;
            case KNOWN, UNBOUND, UNAVAILABLE -> false;
        };
    }

    /** The same viewer with another memory. */
    public Viewer with(Memory other) {
        return with(region, other);
    }

    /** The same viewer, asking from there. */
    public Viewer from(@Nullable Region other) {
        return with(other, memory);
    }

    private Viewer with(@Nullable Region newRegion, Memory newMemory) {
        return new Viewer(
                standing,
                personId,
                deviceId,
                device,
                adsOff,
                silent,
                childRules,
                muted,
                quiet,
                ownDailyLimit,
                tags,
                newRegion,
                newMemory);
    }
}
