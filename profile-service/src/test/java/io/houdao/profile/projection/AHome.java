package io.houdao.profile.projection;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Tag;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.HouseholdId;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import io.houdao.contracts.profile.PersonId;
import io.houdao.profile.projection.Home.Guest;
import io.houdao.profile.projection.Home.HeldTag;
import io.houdao.profile.projection.Home.Member;
import io.houdao.profile.projection.Home.OwnDevice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Homes for tests, in the words of the house. */
final class AHome {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));

    private AHome() {}

    static Home of(Someone... members) {
        return new Home(
                new HouseholdId(UUID.randomUUID()),
                List.of(members).stream().map(Someone::build).toList(),
                List.of());
    }

    static Home alone(Someone someone) {
        return new Home(null, List.of(someone.build()), List.of());
    }

    /** The same home, with somebody there until then. */
    static Home visited(Home home, Someone guest, Instant until) {
        return new Home(home.householdId(), home.members(), List.of(new Guest(guest.build(), until)));
    }

    static Someone anAdult() {
        return new Someone(LocalDate.of(1990, 5, 17));
    }

    static Someone aChild() {
        return new Someone(LocalDate.of(2015, 5, 17));
    }

    /** A person under construction. */
    static final class Someone {

        private final PersonId id = new PersonId(UUID.randomUUID());
        private final LocalDate birthDate;
        private boolean adsOff;
        private boolean refused;
        private final Map<TouchpointId, Instant> mutes = new HashMap<>();
        private final Set<Scene> quiet = new HashSet<>();
        private final Map<Scene, Integer> limits = new HashMap<>();
        private final List<OwnDevice> devices = new ArrayList<>();
        private final Map<Cell, Instant> grantedUntil = new HashMap<>();
        private final List<HeldTag> tags = new ArrayList<>();

        private Someone(LocalDate birthDate) {
            this.birthDate = birthDate;
        }

        Someone owns(String kind) {
            return device(kind, false);
        }

        Someone shares(String kind) {
            return device(kind, true);
        }

        private Someone device(String kind, boolean shared) {
            devices.add(new OwnDevice(new DeviceId(UUID.randomUUID()), new DeviceKind(kind), shared));
            return this;
        }

        Someone grants(String source, String dataKind, String surface) {
            return grants(source, dataKind, surface, Instant.MAX);
        }

        Someone grants(String source, String dataKind, String surface, Instant until) {
            grantedUntil.put(new Cell(new DeviceKind(source), dataKind, new DeviceKind(surface)), until);
            return this;
        }

        Someone hasTag(String tag, String source) {
            return hasTag(tag, source, TOMORROW);
        }

        Someone hasTag(String tag, String source, Instant expiresAt) {
            var provenance = source.equals("self") ? Provenance.DECLARED : Provenance.OBSERVED;
            tags.add(new HeldTag(Tag.of(tag), provenance, new DeviceKind(source), expiresAt));
            return this;
        }

        Someone adsOff() {
            adsOff = true;
            return this;
        }

        Someone refused() {
            refused = true;
            return this;
        }

        Someone muted(String touchpoint, Instant until) {
            mutes.put(new TouchpointId(touchpoint), until);
            return this;
        }

        Someone quietIn(String scene) {
            quiet.add(Scene.of(scene));
            return this;
        }

        Someone atMost(int ads, String scene) {
            limits.put(Scene.of(scene), ads);
            return this;
        }

        private Member build() {
            return new Member(
                    UUID.randomUUID(),
                    id,
                    birthDate,
                    adsOff,
                    refused,
                    mutes,
                    quiet,
                    limits,
                    devices,
                    grantedUntil,
                    tags);
        }
    }
}
