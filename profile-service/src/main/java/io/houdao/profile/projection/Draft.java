package io.houdao.profile.projection;

import io.houdao.contracts.Json;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.profile.projection.Home.Member;
import io.houdao.profile.projection.Published.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What leaves of a person as of now, before it has a version. */
record Draft(
        UUID personId,
        PersonProjection projection,
        @Nullable Instant recomputeAt) {

    /** One for each member of each home. */
    static List<Draft> of(Collection<Home> homes, Projector projector, Instant now) {
        var drafts = new ArrayList<Draft>();
        for (var home : homes) {
            for (var member : home.members()) {
                drafts.add(of(member, home, projector, now));
            }
        }
        return drafts;
    }

    private static Draft of(Member member, Home home, Projector projector, Instant now) {
        return new Draft(
                member.id(),
                projector.project(member, home, 0, now),
                Projector.nextChange(member, home, now).orElse(null));
    }

    Row row(long version) {
        return new Row(
                personId,
                projection.personId(),
                version,
                Json.write(stamped(version, projection.computedAt())),
                recomputeAt);
    }

    private PersonProjection stamped(long version, Instant computedAt) {
        return new PersonProjection(
                projection.personId(),
                version,
                computedAt,
                projection.householdId(),
                projection.adsOff(),
                projection.refused(),
                projection.mutedTouchpoints(),
                projection.quietScenes(),
                projection.dailyAdLimitByScene(),
                projection.othersWishes(),
                projection.devices(),
                projection.surfaces());
    }
}
