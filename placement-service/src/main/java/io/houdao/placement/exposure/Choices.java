package io.houdao.placement.exposure;

import io.houdao.contracts.placement.TouchpointId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What someone said about ads they saw. Immutable.
 *
 * @param hidden fingerprints of the creatives and advertisers they want no more of
 * @param mutedUntil by touchpoint on which they want no ad; {@link Instant#MAX} means for good
 */
record Choices(Set<Long> hidden, Map<TouchpointId, Instant> mutedUntil) {

    static final Choices NONE = new Choices(Set.of(), Map.of());

    Choices hiding(long fingerprint) {
        var more = new HashSet<>(hidden);
        more.add(fingerprint);
        return new Choices(Set.copyOf(more), mutedUntil);
    }

    /** The longer of two mutes of a touchpoint holds. */
    Choices muting(TouchpointId touchpoint, Instant until) {
        var more = new HashMap<>(mutedUntil);
        more.merge(touchpoint, until, (one, other) -> one.isAfter(other) ? one : other);
        return new Choices(hidden, Map.copyOf(more));
    }

    /** All that was asked for in either. */
    Choices and(Choices other) {
        var all = this;
        for (var fingerprint : other.hidden) {
            all = all.hiding(fingerprint);
        }
        for (var mute : other.mutedUntil.entrySet()) {
            all = all.muting(mute.getKey(), mute.getValue());
        }
        return all;
    }

    boolean hides(long fingerprint) {
        return !hidden.isEmpty() && hidden.contains(fingerprint);
    }

    boolean mutes(TouchpointId touchpoint, Instant now) {
        var until = mutedUntil.isEmpty() ? null : mutedUntil.get(touchpoint);
        return until != null && now.isBefore(until);
    }
}
