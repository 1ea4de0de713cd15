package io.houdao.profile.projection;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.profile.PermittedTag;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.contracts.profile.PersonProjection.ShowingDevice;
import io.houdao.contracts.profile.PersonProjection.Surface;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.catalogue.TagDomain;
import io.houdao.profile.projection.Home.HeldTag;
import io.houdao.profile.projection.Home.Member;
import io.houdao.profile.projection.Home.OwnDevice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What may leave of a person: a pure function of their home, the catalogue and the time.
 *
 * <p>A tag is let out to a surface only if every one of these holds; whoever adds a tag, a device or a switch elsewhere
 * cannot weaken them.
 *
 * <ul>
 *   <li>the catalogue knows it, it is not sensitive, its source may yield it, and it has not expired;
 *   <li>its person is no child, has not refused, and has ads on;
 *   <li>everyone in front of the surface, which on a shared one is the whole household with its guests, has granted its cell,
 *       and no such yes has ended;
 *   <li>no child is in front of the surface.
 * </ul>
 *
 * <p>Where the others want no ad, or only so many, leaves with the owner of what they share, without saying who wants it.
 */
final class Projector {

    private static final Comparator<ShowingDevice> BY_ID =
            comparing(device -> device.deviceId().toString());

    private final Catalogue catalogue;

    Projector(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What leaves of {@code person}, who is a member of {@code home}, at {@code now}. Lists are sorted. */
    PersonProjection project(Member person, Home home, long version, Instant now) {
        var showing = showing(person);
        var wishes = OthersWishes.of(others(person, home, now), sharedKinds(person), now);
        var tooMany = OthersWishes.areTooMany(wishes);
        return new PersonProjection(
                person.personId(),
                version,
                now,
                home.householdId(),
                person.adsOff(),
                person.refused(),
                person.mutedAt(now),
                person.quietScenes(),
                person.dailyAdLimitByScene(),
                tooMany ? null : wishes,
                showing,
                surfaces(showing, person, home, tooMany, now));
    }

    /** Who else may be in front of what the person shares. */
    private static List<Member> others(Member person, Home home, Instant now) {
        return home.present(now).stream()
                .filter(present -> !present.id().equals(person.id()))
                .toList();
    }

    /** As soon as one of the person's devices of a kind is shared, all of the kind are. */
    private Set<DeviceKind> sharedKinds(Member person) {
        return person.devices().stream()
                .filter(OwnDevice::shared)
                .map(OwnDevice::kind)
                .filter(catalogue::isSurface)
                .collect(toSet());
    }

    private static boolean isShared(DeviceKind kind, Member person) {
        return person.devices().stream()
                .anyMatch(device -> device.shared() && device.kind().equals(kind));
    }

    private List<ShowingDevice> showing(Member person) {
        var showing = new ArrayList<ShowingDevice>();
        for (var device : person.devices()) {
            if (catalogue.isSurface(device.kind())) {
                showing.add(new ShowingDevice(device.deviceId(), device.kind()));
            }
        }
        showing.sort(BY_ID);
        return showing;
    }

    private Map<DeviceKind, Surface> surfaces(
            List<ShowingDevice> showing, Member person, Home home, boolean tooManyWishes, Instant now) {
        var usable = usable(person, now);
        var surfaces = new HashMap<DeviceKind, Surface>();
        for (var device : showing) {
            surfaces.computeIfAbsent(
                    device.kind(),
                    kind -> surface(kind, usable, audience(kind, person, home, now), tooManyWishes, now));
        }
        return surfaces;
    }

    /** Who may be in front of the person's devices of this kind: where they are shared, everyone at home, guests too. */
    private static List<Member> audience(DeviceKind kind, Member person, Home home, Instant now) {
        return isShared(kind, person) ? home.present(now) : List.of(person);
    }

    private static Surface surface(
            DeviceKind kind, Collection<Usable> usable, List<Member> audience, boolean tooManyWishes, Instant now) {
        var childRules = anyChild(audience, now);
        var silent = audience.stream().anyMatch(Member::adsOff) || (tooManyWishes && audience.size() > 1);
        var mayHaveTags = !childRules && !silent;
        return new Surface(silent, childRules, mayHaveTags ? permitted(kind, usable, audience, now) : List.of());
    }

    private static boolean anyChild(List<Member> audience, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return audience.stream().anyMatch(member -> member.isChildAt(today));
    }

    private static List<PermittedTag> permitted(
            DeviceKind surface, Collection<Usable> usable, List<Member> audience, Instant now) {
        var permitted = new ArrayList<PermittedTag>();
        for (var tag : usable) {
            var until = allAllowUntil(new Cell(tag.tag().source(), tag.dataKind(), surface), audience);
            if (now.isBefore(until)) {
                permitted.add(tag.endingBy(until));
            }
        }
        return permitted;
    }

    /** What would leave if every cell were open, sorted. Two devices of a kind may report the same tag; it leaves once. */
    private Collection<Usable> usable(Member person, Instant now) {
        var byIdentity = new TreeMap<String, Usable>();
        for (var tag : person.tags()) {
            if (now.isBefore(tag.expiresAt())) {
                usableDomain(tag)
                        .map(domain -> new Usable(permitted(tag, domain), domain.dataKind()))
                        .ifPresent(usable -> byIdentity.merge(tag.tag() + "/" + tag.source(), usable, Usable::later));
            }
        }
        return byIdentity.values();
    }

    private Optional<TagDomain> usableDomain(HeldTag tag) {
        return catalogue
                .domainOf(tag.tag())
                .filter(domain -> !catalogue.isSensitive(domain))
                .filter(domain -> catalogue.yields(tag.source(), domain.dataKind()));
    }

    /** When the first yes of theirs ends. */
    private static Instant allAllowUntil(Cell cell, List<Member> audience) {
        var until = Instant.MAX;
        for (var member : audience) {
            var end = member.allowsUntil(cell);
            until = end.isBefore(until) ? end : until;
        }
        return until;
    }

    private PermittedTag permitted(HeldTag tag, TagDomain domain) {
        return new PermittedTag(tag.tag(), catalogue.familyOf(domain), tag.provenance(), tag.source(), tag.expiresAt());
    }

    /** When time alone will next change what leaves of {@code person}, who is a member of {@code home}; empty for never. */
    static Optional<Instant> nextChange(Member person, Home home, Instant now) {
        var times = new ArrayList<Instant>();
        times.add(grownUp(person));
        person.tags().forEach(tag -> times.add(tag.expiresAt()));
        mutesThatCount(person, home, now)
                .forEach(member -> times.addAll(member.mutedUntil().values()));
        person.grantedUntil().values().stream()
                .filter(end -> !end.equals(Instant.MAX))
                .forEach(times::add);
        home.guests().forEach(guest -> {
            times.add(guest.until());
            times.add(grownUp(guest.who()));
        });
        return times.stream().filter(now::isBefore).min(Instant::compareTo);
    }

    /** Whose mutes count: the person's, and on what they share those of everyone at home, guests too. */
    private static List<Member> mutesThatCount(Member person, Home home, Instant now) {
        return person.devices().stream().anyMatch(OwnDevice::shared) ? home.present(now) : List.of(person);
    }

    private static Instant grownUp(Member person) {
        return Childhood.endOf(person.birthDate()).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** A tag that leaves where its cell is open. */
    private record Usable(PermittedTag tag, String dataKind) {

        private Usable later(Usable other) {
            return tag.expiresAt().isBefore(other.tag.expiresAt()) ? other : this;
        }

        /** Nobody uses it any longer than the yes holds that lets it out. */
        private PermittedTag endingBy(Instant until) {
            return until.isBefore(tag.expiresAt())
                    ? new PermittedTag(tag.tag(), tag.family(), tag.provenance(), tag.source(), until)
                    : tag;
        }
    }
}
