package io.houdao.profile.projection;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.PersonProjection.Wishes;
import io.houdao.profile.projection.Home.Member;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What others ask for on the screens that someone shares with them: whatever one of them wants, and the least limit. */
final class OthersWishes {

    /* As many as one person may send. However many live together, a projection has to fit into a record of Kafka. */
    private static final int MOST_TOUCHPOINTS = 500;
    private static final int MOST_SCENES = 100;

    private OthersWishes() {}

    /** What {@code others} ask for at {@code now} on {@code surfaces}; null where that is nothing. */
    static @Nullable Wishes of(Collection<Member> others, Set<DeviceKind> surfaces, Instant now) {
        if (surfaces.isEmpty() || others.isEmpty()) {
            return null;
        }
        var muted = new HashSet<TouchpointId>();
        var quiet = new HashSet<Scene>();
        var limits = new HashMap<Scene, Integer>();
        for (var other : others) {
            muted.addAll(other.mutedAt(now));
            quiet.addAll(other.quietScenes());
            other.dailyAdLimitByScene().forEach((scene, most) -> limits.merge(scene, most, Math::min));
        }
        return muted.isEmpty() && quiet.isEmpty() && limits.isEmpty()
                ? null
                : new Wishes(surfaces, muted, quiet, limits);
    }

    /** Whether they are more than may leave: then the screens are silent, as none of them may be passed over. */
    static boolean areTooMany(@Nullable Wishes wishes) {
        return wishes != null
                && (wishes.mutedTouchpoints().size() > MOST_TOUCHPOINTS
                        || wishes.quietScenes().size() > MOST_SCENES
                        || wishes.dailyAdLimitByScene().size() > MOST_SCENES);
    }
}
