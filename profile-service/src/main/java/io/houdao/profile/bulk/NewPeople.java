package io.houdao.profile.bulk;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.HouseholdId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.profile.Switches;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.consent.Decision;
import io.houdao.profile.copy.CopyRows;
import io.houdao.profile.projection.Cell;
import io.houdao.profile.projection.Home;
import io.houdao.profile.projection.Home.HeldTag;
import io.houdao.profile.projection.Home.Member;
import io.houdao.profile.projection.Home.OwnDevice;
import io.houdao.profile.projection.Packed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * People of a batch who were not here before, in households that were not here either. Nothing of theirs is in anybody's way
 * but a device, so their rows are only added, by COPY, and their homes are known without reading them again. What is written
 * here must be what {@link PeopleRows} and the others would write.
 */
final class NewPeople {

    private static final Switches NOTHING_OFF = new Switches(false, false, Set.of(), Set.of(), Map.of());

    private final CopyRows people = new CopyRows(
            "person", "id", "pseudonym", "birth_date", "household_id", "ads_off", "refused", "created_at", "packed");
    private final CopyRows mutes = new CopyRows("muted_touchpoint", "person_id", "touchpoint_id", "until");
    private final CopyRows quiet = new CopyRows("quiet_scene", "person_id", "scene");
    private final CopyRows limits = new CopyRows("daily_ad_limit", "person_id", "scene", "most");
    private final CopyRows devices = new CopyRows("device", "id", "owner_id", "kind", "shared", "bound_at");
    private final Map<UUID, List<Member>> membersByHousehold = new LinkedHashMap<>();
    private final List<Home> homes = new ArrayList<>();
    private final Catalogue catalogue;
    private final Instant now;
    private final LocalDate today;

    private NewPeople(Catalogue catalogue, Instant now) {
        this.catalogue = catalogue;
        this.now = now;
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /**
     * Writes the people of {@code lines}, and returns their homes, whole. In the order of their ids, so that no two imports of
     * the same people wait for each other in a circle.
     */
    static List<Home> write(Connection database, List<PersonLine> lines, Catalogue catalogue, Instant now)
            throws SQLException {
        DeviceRows.requireFree(database, lines);
        var rows = new NewPeople(catalogue, now);
        lines.stream()
                .sorted((one, other) -> one.personId().compareTo(other.personId()))
                .forEach(rows::add);
        for (var table : List.of(rows.people, rows.mutes, rows.quiet, rows.limits, rows.devices)) {
            table.run(database);
        }
        return rows.homes();
    }

    private List<Home> homes() {
        membersByHousehold.forEach((id, members) -> homes.add(new Home(new HouseholdId(id), members, List.of())));
        return homes;
    }

    private void add(PersonLine line) {
        var id = line.personId();
        var pseudonym = UUID.randomUUID();
        var switches = Objects.requireNonNullElse(line.switches(), NOTHING_OFF);
        var owned = ownDevices(line);
        var said = PermissionRows.latest(line, today);
        var known = switches.refused() ? List.<TagLine>of() : List.copyOf(TagRows.latest(line, today));
        people.row()
                .uuid(id)
                .uuid(pseudonym)
                .date(line.birthDate())
                .uuid(line.householdId())
                .flag(switches.adsOff())
                .flag(switches.refused())
                .time(now)
                .bytesOrNone(packed(said, known, owned.values()));
        addSwitches(id, switches);
        addDevices(id, owned.values());
        settle(line.householdId(), member(line, pseudonym, switches, owned.values(), said, held(known)));
    }

    private byte @Nullable [] packed(List<PermissionLine> said, List<TagLine> known, Collection<OwnDevice> owned) {
        return Packed.pack(
                said.stream().map(NewPeople::fields).toList(),
                known.stream().map(tag -> fields(tag, owned)).toList());
    }

    private static List<@Nullable String> fields(PermissionLine said) {
        return Arrays.asList(
                said.source().name(),
                said.dataKind(),
                said.surface().name(),
                said.purpose().name(),
                said.decision().name(),
                said.textVersionOrUnknown(),
                text(said.expiresAt()));
    }

    private List<@Nullable String> fields(TagLine tag, Collection<OwnDevice> owned) {
        return Arrays.asList(
                tag.tag().domain(),
                tag.tag().value(),
                tag.provenance().name(),
                tag.sourceOrSelf().name(),
                text(first(tag.sourceOrSelf(), owned)),
                text(expiry(tag)));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private Instant expiry(TagLine tag) {
        return TagRows.expiry(tag, catalogue, now);
    }

    private List<HeldTag> held(List<TagLine> known) {
        return known.stream()
                .map(tag -> new HeldTag(tag.tag(), tag.provenance(), tag.sourceOrSelf(), expiry(tag)))
                .toList();
    }

    private void settle(@Nullable UUID household, Member member) {
        if (household == null) {
            homes.add(new Home(null, List.of(member), List.of()));
        } else {
            membersByHousehold
                    .computeIfAbsent(household, any -> new ArrayList<>())
                    .add(member);
        }
    }

    private void addSwitches(UUID id, Switches switches) {
        switches.mutedTouchpoints()
                .forEach(touchpoint ->
                        mutes.row().uuid(id).text(touchpoint.value()).time(SwitchRows.FOREVER));
        switches.quietScenes().forEach(scene -> quiet.row().uuid(id).text(scene.toString()));
        switches.dailyAdLimitByScene()
                .forEach((scene, most) ->
                        limits.row().uuid(id).text(scene.toString()).number(most));
    }

    private static Map<UUID, OwnDevice> ownDevices(PersonLine line) {
        var owned = new LinkedHashMap<UUID, OwnDevice>();
        for (var body : line.devices()) {
            var id = Objects.requireNonNull(body.deviceId());
            owned.put(id, new OwnDevice(new DeviceId(id), body.kind(), body.shared()));
        }
        return owned;
    }

    private void addDevices(UUID owner, Collection<OwnDevice> owned) {
        owned.forEach(device -> devices.row()
                .uuid(device.deviceId().value())
                .uuid(owner)
                .text(device.kind().name())
                .flag(device.shared())
                .time(now));
    }

    /** The device of that kind with the lowest id, as PostgreSQL orders ids: by their digits. */
    private static @Nullable UUID first(DeviceKind kind, Collection<OwnDevice> owned) {
        return owned.stream()
                .filter(device -> device.kind().equals(kind))
                .map(device -> device.deviceId().value())
                .min((one, other) -> one.toString().compareTo(other.toString()))
                .orElse(null);
    }

    private static Member member(
            PersonLine line,
            UUID pseudonym,
            Switches switches,
            Collection<OwnDevice> owned,
            Collection<PermissionLine> said,
            List<HeldTag> held) {
        return new Member(
                line.personId(),
                new PersonId(pseudonym),
                line.birthDate(),
                switches.adsOff(),
                switches.refused(),
                switches.mutedTouchpoints().stream()
                        .collect(Collectors.toMap(touchpoint -> touchpoint, any -> SwitchRows.FOREVER)),
                switches.quietScenes(),
                switches.dailyAdLimitByScene(),
                List.copyOf(owned),
                said.stream()
                        .filter(permission -> permission.decision() == Decision.GRANTED)
                        .collect(Collectors.toMap(
                                permission ->
                                        new Cell(permission.source(), permission.dataKind(), permission.surface()),
                                permission -> Objects.requireNonNullElse(permission.expiresAt(), Instant.MAX))),
                held);
    }
}
