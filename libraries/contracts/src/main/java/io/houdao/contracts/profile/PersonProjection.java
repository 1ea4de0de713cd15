package io.houdao.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.TouchpointId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of one person where an ad is decided, and nothing more. Topic {@code profile.projections}, compacted,
 * key {@link #personId}; a tombstone means forget them.
 *
 * <p>profile-service has already applied permissions, expiry, the household's strictest choice and the rules for
 * children: a reader need not, and cannot, undo any of it.
 *
 * @param version rises with every change of this person; an older version arriving late is ignored
 * @param adsOff the master switch: no ad on any device
 * @param refused they let nothing be kept about them: decide from context, and leave exposure counts to their device
 * @param mutedTouchpoints where they want no ad
 * @param quietScenes where they want no ad
 * @param dailyAdLimitByScene their own limit, where they set one
 * @param othersWishes what others ask for on the screens that the person shares with them; absent where nobody does. The person
 *     who reads what leaves of them is not shown it
 * @param devices that may show a message to them
 * @param surfaces by kind of device; a kind that is missing has no tags and no rule of its own
 */
public record PersonProjection(
        PersonId personId,
        long version,
        Instant computedAt,
        @Nullable HouseholdId householdId,
        boolean adsOff,
        boolean refused,
        Set<TouchpointId> mutedTouchpoints,
        Set<Scene> quietScenes,
        Map<Scene, Integer> dailyAdLimitByScene,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Wishes othersWishes,
        List<ShowingDevice> devices,
        Map<DeviceKind, Surface> surfaces) {

    public PersonProjection {
        mutedTouchpoints = Set.copyOf(mutedTouchpoints);
        quietScenes = Set.copyOf(quietScenes);
        dailyAdLimitByScene = Map.copyOf(dailyAdLimitByScene);
        devices = List.copyOf(devices);
        surfaces = Map.copyOf(surfaces);
    }

    /**
     * What others ask for who may be in front of a person's shared screens, all of them together: it does not say who asked.
     *
     * @param surfaces the kinds of device on which it holds
     * @param mutedTouchpoints where one of them wants no ad; at most 500
     * @param quietScenes where one of them wants no ad; at most 100
     * @param dailyAdLimitByScene the least limit that one of them set; at most 100
     */
    public record Wishes(
            Set<DeviceKind> surfaces,
            Set<TouchpointId> mutedTouchpoints,
            Set<Scene> quietScenes,
            Map<Scene, Integer> dailyAdLimitByScene) {

        public Wishes {
            surfaces = Set.copyOf(surfaces);
            mutedTouchpoints = Set.copyOf(mutedTouchpoints);
            quietScenes = Set.copyOf(quietScenes);
            dailyAdLimitByScene = Map.copyOf(dailyAdLimitByScene);
        }
    }

    /** A device with the role SHOWS. */
    public record ShowingDevice(DeviceId deviceId, DeviceKind kind) {}

    /**
     * What holds on one kind of device.
     *
     * @param silent no ad here, because the strictest in front of a shared screen wants none, or they ask for more than {@link Wishes}
     *     holds
     * @param childRules a child may be watching: nothing personal, and only what is fit for children
     * @param tags each covered by a permission for this surface; empty for children
     */
    public record Surface(boolean silent, boolean childRules, List<PermittedTag> tags) {

        public Surface {
            tags = List.copyOf(tags);
        }
    }
}
