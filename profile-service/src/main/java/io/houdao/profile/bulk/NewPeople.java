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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

    private final CopyRows people =
            new CopyRows("person", "id", "pseudonym", "birth_date", "household_id", "ads_off", "refused", "created_at");
    private final CopyRows mutes = new CopyRows("muted_touchpoint", "person_id", "touchpoint_id", "until");
    private final CopyRows quiet = new CopyRows("quiet_scene", "person_id", "scene");
    private final CopyRows limits = new CopyRows("daily_ad_limit", "person_id", "scene", "most");
    private final CopyRows devices = new CopyRows("device", "id", "owner_id", "kind", "shared", "bound_at");
    private final CopyRows permissions = decisions("permission");
    private final CopyRows history = decisions("permission_change");
    private final CopyRows tags = new CopyRows(
            "tag", "person_id", "domain", "value", "provenance", "source", "device_id", "learned_at", "expires_at");
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

    private static CopyRows decisions(String table) {
        return new CopyRows(
                table,
                "person_id",
                "source",
                "data_kind",
                "surface",
                "purpose",
                "decision",
                "text_version",
                "decided_by",
                "decided_at",
                "expires_at");
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
        for (var table : List.of(
                rows.people,
                rows.mutes,
                rows.quiet,
                rows.limits,
                rows.devices,
                rows.permissions,
                rows.history,
                rows.tags)) {
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
        people.row()
                .uuid(id)
                .uuid(pseudonym)
                .date(line.birthDate())
                .uuid(line.householdId())
                .flag(switches.adsOff())
                .flag(switches.refused())
                .time(now);
        addSwitches(id, switches);
        var owned = addDevices(line);
        var said = PermissionRows.latest(line, today);
        said.forEach(permission -> addPermission(id, permission));
        var held = switches.refused() ? List.<HeldTag>of() : addTags(line, owned.values());
        settle(line.householdId(), member(line, pseudonym, switches, owned.values(), said, held));
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

    private Map<UUID, OwnDevice> addDevices(PersonLine line) {
        var owned = new LinkedHashMap<UUID, OwnDevice>();
        for (var body : line.devices()) {
            var id = Objects.requireNonNull(body.deviceId());
            owned.put(id, new OwnDevice(new DeviceId(id), body.kind(), body.shared()));
        }
        owned.forEach((id, device) -> devices.row()
                .uuid(id)
                .uuid(line.personId())
                .text(device.kind().name())
                .flag(device.shared())
                .time(now));
        return owned;
    }

    private void addPermission(UUID person, PermissionLine said) {
        for (var table : List.of(permissions, history)) {
            table.row()
                    .uuid(person)
                    .text(said.source().name())
                    .text(said.dataKind())
                    .text(said.surface().name())
                    .text(said.purpose().name())
                    .text(said.decision().name())
                    .text(said.textVersionOrUnknown())
                    .text("IMPORT")
                    .time(now)
                    .time(said.expiresAt());
        }
    }

    private List<HeldTag> addTags(PersonLine line, Collection<OwnDevice> owned) {
        var held = new ArrayList<HeldTag>();
        for (var tag : TagRows.latest(line, today)) {
            var source = tag.sourceOrSelf();
            var expiry = TagRows.expiry(tag, catalogue, now);
            tags.row()
                    .uuid(line.personId())
                    .text(tag.tag().domain())
                    .text(tag.tag().value())
                    .text(tag.provenance().name())
                    .text(source.name())
                    .uuid(first(source, owned))
                    .time(now)
                    .time(expiry);
            held.add(new HeldTag(tag.tag(), tag.provenance(), source, expiry));
        }
        return held;
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
