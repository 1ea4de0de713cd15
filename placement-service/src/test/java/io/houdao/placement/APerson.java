package io.houdao.placement;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Tag;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.HouseholdId;
import io.houdao.contracts.profile.PermittedTag;
import io.houdao.contracts.profile.PermittedTag.Family;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import io.houdao.contracts.profile.PersonId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.contracts.profile.PersonProjection.ShowingDevice;
import io.houdao.contracts.profile.PersonProjection.Surface;
import io.houdao.contracts.profile.PersonProjection.Wishes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A person with one device, of whom nothing is known; say what differs. Each projection is newer than the one before. */
final class APerson {

    private final PersonId id = new PersonId(UUID.randomUUID());
    private final DeviceId device = new DeviceId(UUID.randomUUID());
    private final DeviceKind kind;
    private long version;
    private HouseholdId household;
    private boolean adsOff;
    private boolean refused;
    private Set<TouchpointId> muted = Set.of();
    private Set<Scene> quiet = Set.of();
    private Map<Scene, Integer> limits = Map.of();
    private Wishes othersWishes;
    private boolean silent;
    private boolean childRules;
    private List<PermittedTag> tags = List.of();

    private APerson(String kind) {
        this.kind = new DeviceKind(kind);
    }

    static APerson withA(String kind) {
        return new APerson(kind);
    }

    PersonId id() {
        return id;
    }

    DeviceId device() {
        return device;
    }

    APerson in(HouseholdId newHousehold) {
        household = newHousehold;
        return this;
    }

    APerson adsOff(boolean off) {
        adsOff = off;
        return this;
    }

    APerson refused(boolean refuses) {
        refused = refuses;
        return this;
    }

    APerson muting(String touchpoint) {
        muted = Set.of(new TouchpointId(touchpoint));
        return this;
    }

    APerson quietIn(Scene scene) {
        quiet = Set.of(scene);
        return this;
    }

    APerson atMost(int ads, Scene scene) {
        limits = Map.of(scene, ads);
        return this;
    }

    /** Shares {@code on} with somebody who wants no ad on {@code touchpoint}. */
    APerson sharingWithWhoMutes(String touchpoint, String... on) {
        return sharing(on, Set.of(new TouchpointId(touchpoint)), Set.of(), Map.of());
    }

    APerson sharingWithWhoIsQuietIn(Scene scene, String... on) {
        return sharing(on, Set.of(), Set.of(scene), Map.of());
    }

    APerson sharingWithWhoWantsAtMost(int ads, Scene scene, String... on) {
        return sharing(on, Set.of(), Set.of(), Map.of(scene, ads));
    }

    private APerson sharing(
            String[] on, Set<TouchpointId> othersMuted, Set<Scene> othersQuiet, Map<Scene, Integer> othersLimits) {
        var kinds = Stream.of(on).map(DeviceKind::new).collect(Collectors.toSet());
        othersWishes = new Wishes(kinds, othersMuted, othersQuiet, othersLimits);
        return this;
    }

    APerson silent() {
        silent = true;
        return this;
    }

    APerson withAChild() {
        childRules = true;
        return this;
    }

    APerson permitting(String... newTags) {
        tags = List.of(newTags).stream().map(APerson::permitted).toList();
        return this;
    }

    private static PermittedTag permitted(String tag) {
        return new PermittedTag(
                Tag.of(tag),
                Family.AIOT,
                Provenance.OBSERVED,
                new DeviceKind("rice-cooker"),
                Instant.parse("2040-01-01T00:00:00Z"));
    }

    /** What profile-service would publish now. */
    PersonProjection projection() {
        version++;
        return new PersonProjection(
                id,
                version,
                Instant.now(),
                household,
                adsOff,
                refused,
                muted,
                quiet,
                limits,
                othersWishes,
                List.of(new ShowingDevice(device, kind)),
                Map.of(kind, new Surface(silent, childRules, tags)));
    }
}
