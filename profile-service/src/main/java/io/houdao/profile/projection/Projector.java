package io.houdao.profile.projection;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.placement.TouchpointId;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What may leave of a person: a pure function of their home, the catalogue and the time.
 *
 * <p>A tag is let out to a surface only if every one of these holds; whoever adds a tag, a device or a switch elsewhere
 * cannot weaken them.
 *
 * <ul>
 *   <li>the catalogue knows it, it is not sensitive, its source may yield it, and it has not expired;
 *   <li>its person is no child, has not refused, and has ads on;
 *   <li>everyone in front of the surface, which on a shared one is the whole household with its guests, has granted its cell;
 *   <li>no child is in front of the surface.
 * </ul>
 */
final class Projector {

    private final Catalogue catalogue;

    Projector(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What leaves of {@code person}, who is a member of {@code home}, at {@code now}. Lists are sorted. */
    PersonProjection project(Member person, Home home, long version, Instant now) {
        return new PersonProjection(
                person.personId(),
                version,
                now,
                home.householdId(),
                person.adsOff(),
                person.refused(),
                mutedAt(now, person),
                person.quietScenes(),
                person.dailyAdLimitByScene(),
                showing(person)
                        .map(device -> new ShowingDevice(device.deviceId(), device.kind()))
                        .toList(),
                surfaces(person, home, now));
    }

    private static Set<TouchpointId> mutedAt(Instant now, Member person) {
        return person.mutedUntil().entrySet().stream()
                .filter(mute -> now.isBefore(mute.getValue()))
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private Stream<OwnDevice> showing(Member person) {
        return person.devices().stream()
                .filter(device -> catalogue.isSurface(device.kind()))
                .sorted(comparing(device -> device.deviceId().toString()));
    }

    private Map<DeviceKind, Surface> surfaces(Member person, Home home, Instant now) {
        return showing(person)
                .map(OwnDevice::kind)
                .distinct()
                .collect(toMap(kind -> kind, kind -> surface(kind, person, audience(kind, person, home, now), now)));
    }

    /** Who may be in front of the person's devices of this kind: as soon as one is shared, everyone at home, guests too. */
    private static List<Member> audience(DeviceKind kind, Member person, Home home, Instant now) {
        var shared = person.devices().stream()
                .anyMatch(device -> device.shared() && device.kind().equals(kind));
        return shared ? home.present(now) : List.of(person);
    }

    private Surface surface(DeviceKind kind, Member person, List<Member> audience, Instant now) {
        var childRules = anyChild(audience, now);
        var silent = audience.stream().anyMatch(Member::adsOff);
        var mayHaveTags = !childRules && !silent;
        return new Surface(silent, childRules, mayHaveTags ? permitted(kind, person, audience, now) : List.of());
    }

    private static boolean anyChild(List<Member> audience, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return audience.stream().anyMatch(member -> member.isChildAt(today));
    }

    private List<PermittedTag> permitted(DeviceKind surface, Member person, List<Member> audience, Instant now) {
        return person.tags().stream()
                .filter(tag -> now.isBefore(tag.expiresAt()))
                .flatMap(tag -> usableDomain(tag)
                        .filter(domain -> allAllow(new Cell(tag.source(), domain.dataKind(), surface), audience))
                        .map(domain -> permitted(tag, domain))
                        .stream())
                .collect(toMap(Projector::identity, tag -> tag, Projector::later))
                .values()
                .stream()
                .sorted(comparing(Projector::identity))
                .toList();
    }

    private Optional<TagDomain> usableDomain(HeldTag tag) {
        return catalogue
                .domainOf(tag.tag())
                .filter(domain -> !catalogue.isSensitive(domain))
                .filter(domain -> catalogue.yields(tag.source(), domain.dataKind()));
    }

    private static boolean allAllow(Cell cell, List<Member> audience) {
        return audience.stream().allMatch(member -> member.allows(cell));
    }

    private PermittedTag permitted(HeldTag tag, TagDomain domain) {
        return new PermittedTag(tag.tag(), catalogue.familyOf(domain), tag.provenance(), tag.source(), tag.expiresAt());
    }

    /** Two devices of a kind may report the same tag; it leaves once. */
    private static String identity(PermittedTag tag) {
        return tag.tag() + "/" + tag.source();
    }

    private static PermittedTag later(PermittedTag one, PermittedTag other) {
        return one.expiresAt().isBefore(other.expiresAt()) ? other : one;
    }

    /** When time alone will next change what leaves of {@code person}, who is a member of {@code home}; empty for never. */
    static Optional<Instant> nextChange(Member person, Home home, Instant now) {
        var expiries = person.tags().stream().map(HeldTag::expiresAt);
        var unmutings = person.mutedUntil().values().stream();
        var guests = home.guests().stream().flatMap(guest -> Stream.of(guest.until(), grownUp(guest.who())));
        return Stream.of(Stream.of(grownUp(person)), expiries, unmutings, guests)
                .flatMap(times -> times)
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }

    private static Instant grownUp(Member person) {
        return Childhood.endOf(person.birthDate()).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
