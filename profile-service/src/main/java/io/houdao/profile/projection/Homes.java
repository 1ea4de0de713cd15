package io.houdao.profile.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

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
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads homes as snapshots: in one round trip, and two more where some live together, however many homes. */
@ApplicationScoped
class Homes {

    private static final String EVERYTHING = """
            select id, pseudonym, birth_date, household_id, ads_off, refused, packed is not null from person
            where id = any (?);
            select person_id, touchpoint_id, until from muted_touchpoint where person_id = any (?);
            select person_id, scene from quiet_scene where person_id = any (?);
            select person_id, scene, most from daily_ad_limit where person_id = any (?);
            select owner_id, id, kind, shared from device where owner_id = any (?);
            select person_id, source, data_kind, surface, expires_at from permission
            where person_id = any (?) and decision = 'GRANTED' and purpose = 'PERSONALISED_ADS';
            select person_id, domain, value, provenance, source, expires_at from tag where person_id = any (?)""";

    private static final String HOUSEMATES_AND_VISITS = """
            select household_id, id, null from person where household_id = any (?)
            union all
            select household_id, person_id, until from guest where household_id = any (?)""";

    /** The homes of {@code people}, and those that are {@code households}, each whole. */
    List<Home> read(Connection database, Collection<UUID> people, Collection<UUID> households) throws SQLException {
        var found = everything(database, people);
        var together = new HashSet<>(households);
        found.values().stream().map(Found::householdId).filter(Objects::nonNull).forEach(together::add);
        var homes = new ArrayList<Home>();
        found.values().stream()
                .filter(person -> person.householdId() == null)
                .forEach(person -> homes.add(new Home(null, List.of(person.member()), List.of())));
        if (!together.isEmpty()) {
            homes.addAll(shared(database, together, found));
        }
        return homes;
    }

    /** Those that are {@code households}, with whoever of them is not among {@code found}. */
    private static List<Home> shared(Connection database, Set<UUID> households, Map<UUID, Found> found)
            throws SQLException {
        var stays = stays(database, households);
        var everyone = new HashMap<>(found);
        everyone.putAll(everything(
                database,
                stays.stream()
                        .map(Stay::personId)
                        .filter(id -> !found.containsKey(id))
                        .collect(toSet())));
        var homes = new ArrayList<Home>();
        stays.stream().collect(groupingBy(Stay::householdId)).forEach((id, here) -> {
            var members = here.stream()
                    .filter(stay -> stay.until() == null)
                    .map(stay -> Objects.requireNonNull(everyone.get(stay.personId()))
                            .member())
                    .toList();
            var guests = here.stream()
                    .filter(stay -> stay.until() != null)
                    .map(stay -> new Guest(
                            Objects.requireNonNull(everyone.get(stay.personId()))
                                    .member(),
                            Objects.requireNonNull(stay.until())))
                    .toList();
            homes.add(new Home(new HouseholdId(id), members, guests));
        });
        return homes;
    }

    private static List<Stay> stays(Connection database, Set<UUID> households) throws SQLException {
        try (var select = Ids.prepare(database, HOUSEMATES_AND_VISITS, households);
                var rows = select.executeQuery()) {
            var stays = new ArrayList<Stay>();
            while (rows.next()) {
                var until = rows.getObject(3, OffsetDateTime.class);
                stays.add(new Stay(
                        rows.getObject(1, UUID.class),
                        rows.getObject(2, UUID.class),
                        until == null ? null : until.toInstant()));
            }
            return stays;
        }
    }

    /** Whoever of {@code people} is there, by id. */
    private static Map<UUID, Found> everything(Connection database, Collection<UUID> people) throws SQLException {
        if (people.isEmpty()) {
            return Map.of();
        }
        try (var select = Ids.prepare(database, EVERYTHING, people)) {
            select.execute();
            var rows = rows(select);
            var packed = packed(rows);
            if (!packed.isEmpty()) {
                Packed.unpack(database, packed);
                return everything(database, people);
            }
            var mutes = mutes(select);
            var quiet = quietScenes(select);
            var limits = limits(select);
            var devices = devices(select);
            var granted = granted(select);
            var tags = tags(select);
            return rows.stream()
                    .map(row -> new Found(
                            row.householdId(),
                            new Member(
                                    row.id(),
                                    new PersonId(row.pseudonym()),
                                    row.birthDate(),
                                    row.adsOff(),
                                    row.refused(),
                                    of(mutes, row).stream().collect(toMap(Mute::touchpoint, Mute::until)),
                                    Set.copyOf(of(quiet, row)),
                                    of(limits, row).stream().collect(toMap(Limit::scene, Limit::most)),
                                    of(devices, row),
                                    of(granted, row).stream().collect(toMap(Grant::cell, Grant::until)),
                                    of(tags, row))))
                    .collect(toMap(found -> found.member().id(), found -> found));
        }
    }

    /** Whoever lives with those who change something may have come with an import, and done nothing since. */
    private static List<UUID> packed(List<PersonRow> rows) {
        return rows.stream().filter(PersonRow::packed).map(PersonRow::id).toList();
    }

    private static <T> List<T> of(Map<UUID, List<T>> byPerson, PersonRow person) {
        return byPerson.getOrDefault(person.id(), List.of());
    }

    private static List<PersonRow> rows(Statement select) throws SQLException {
        return next(
                        select,
                        row -> new PersonRow(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getObject(3, LocalDate.class),
                                row.getObject(4, UUID.class),
                                row.getBoolean(5),
                                row.getBoolean(6),
                                row.getBoolean(7)))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static Map<UUID, List<Mute>> mutes(Statement select) throws SQLException {
        return next(select, row -> new Mute(new TouchpointId(row.getString(2)), instant(row, 3)));
    }

    private static Map<UUID, List<Scene>> quietScenes(Statement select) throws SQLException {
        return next(select, row -> Scene.of(row.getString(2)));
    }

    private static Map<UUID, List<Limit>> limits(Statement select) throws SQLException {
        return next(select, row -> new Limit(Scene.of(row.getString(2)), row.getInt(3)));
    }

    private static Map<UUID, List<OwnDevice>> devices(Statement select) throws SQLException {
        return next(
                select,
                row -> new OwnDevice(
                        new DeviceId(row.getObject(2, UUID.class)),
                        new DeviceKind(row.getString(3)),
                        row.getBoolean(4)));
    }

    private static Map<UUID, List<Grant>> granted(Statement select) throws SQLException {
        return next(
                select,
                row -> new Grant(
                        new Cell(new DeviceKind(row.getString(2)), row.getString(3), new DeviceKind(row.getString(4))),
                        row.getObject(5) == null ? Instant.MAX : instant(row, 5)));
    }

    private static Map<UUID, List<HeldTag>> tags(Statement select) throws SQLException {
        return next(
                select,
                row -> new HeldTag(
                        new Tag(row.getString(2), row.getString(3)),
                        Provenance.valueOf(row.getString(4)),
                        new DeviceKind(row.getString(5)),
                        instant(row, 6)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Reads the result that {@code select} is at, by its first column, and goes on to the next. */
    private static <T> Map<UUID, List<T>> next(Statement select, Reading<T> reading) throws SQLException {
        var byPerson = new HashMap<UUID, List<T>>();
        try (var rows = select.getResultSet()) {
            while (rows.next()) {
                byPerson.computeIfAbsent(rows.getObject(1, UUID.class), any -> new ArrayList<>())
                        .add(reading.read(rows));
            }
        }
        select.getMoreResults();
        return byPerson;
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private record PersonRow(
            UUID id,
            UUID pseudonym,
            LocalDate birthDate,
            @Nullable UUID householdId,
            boolean adsOff,
            boolean refused,
            boolean packed) {}

    private record Found(@Nullable UUID householdId, Member member) {}

    /** Whoever is in a household: until then as a guest, or without an end as one of them. */
    private record Stay(
            UUID householdId, UUID personId, @Nullable Instant until) {}

    private record Grant(Cell cell, Instant until) {}

    private record Mute(TouchpointId touchpoint, Instant until) {}

    private record Limit(Scene scene, int most) {}
}
