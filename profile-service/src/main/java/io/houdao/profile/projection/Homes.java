package io.houdao.profile.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads homes as snapshots: in two round trips, and two more where some live together, however many homes. */
@ApplicationScoped
class Homes {

    private static final String BELONGINGS = """
            select person_id, touchpoint_id, until from muted_touchpoint where person_id = any (?);
            select person_id, scene from quiet_scene where person_id = any (?);
            select person_id, scene, most from daily_ad_limit where person_id = any (?);
            select owner_id, id, kind, shared from device where owner_id = any (?);
            select person_id, source, data_kind, surface from permission
            where person_id = any (?) and decision = 'GRANTED' and purpose = 'PERSONALISED_ADS';
            select person_id, domain, value, provenance, source, expires_at from tag where person_id = any (?)""";

    /** How many tables those are. */
    private static final int TABLES = 6;

    /** The homes of {@code people}, and those that are {@code households}, each whole. */
    List<Home> read(Connection database, Collection<UUID> people, Collection<UUID> households) throws SQLException {
        var rows = rows(database, people, households);
        var visits = visits(database, rows);
        var members = members(database, with(guests(database, visits), rows));
        var together = new ArrayList<Home>();
        rows.stream()
                .filter(row -> row.householdId() != null)
                .collect(groupingBy(PersonRow::householdId, mapping(row -> members.get(row.id()), toList())))
                .forEach((id, who) -> together.add(
                        new Home(new HouseholdId(id), who, guests(visits.getOrDefault(id, List.of()), members))));
        rows.stream()
                .filter(row -> row.householdId() == null)
                .forEach(row -> together.add(new Home(null, List.of(members.get(row.id())), List.of())));
        return together;
    }

    private static Map<UUID, List<Visit>> visits(Connection database, List<PersonRow> rows) throws SQLException {
        var households = rows.stream()
                .map(PersonRow::householdId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (households.isEmpty()) {
            return Map.of();
        }
        return query(
                        database,
                        "select household_id, person_id, until from guest where household_id = any (?)",
                        row -> new Visit(row.getObject(1, UUID.class), row.getObject(2, UUID.class), instant(row, 3)),
                        households)
                .stream()
                .collect(groupingBy(Visit::householdId));
    }

    private static List<PersonRow> guests(Connection database, Map<UUID, List<Visit>> visits) throws SQLException {
        var ids = visits.values().stream()
                .flatMap(List::stream)
                .map(Visit::personId)
                .distinct()
                .toList();
        return ids.isEmpty() ? List.of() : rows(database, ids, List.of());
    }

    private static List<Guest> guests(List<Visit> visits, Map<UUID, Member> members) {
        return visits.stream()
                .map(visit -> new Guest(Objects.requireNonNull(members.get(visit.personId())), visit.until()))
                .toList();
    }

    private static List<PersonRow> with(List<PersonRow> some, List<PersonRow> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    private static List<PersonRow> rows(Connection database, Collection<UUID> people, Collection<UUID> households)
            throws SQLException {
        return query(
                database,
                """
                select id, pseudonym, birth_date, household_id, ads_off, refused from person where id = any (?)
                union
                select id, pseudonym, birth_date, household_id, ads_off, refused from person where household_id = any (?)
                order by id""",
                row -> new PersonRow(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, LocalDate.class),
                        row.getObject(4, UUID.class),
                        row.getBoolean(5),
                        row.getBoolean(6)),
                people,
                households);
    }

    private static Map<UUID, Member> members(Connection database, List<PersonRow> rows) throws SQLException {
        var ids = rows.stream().map(PersonRow::id).toArray();
        try (var select = database.prepareStatement(BELONGINGS)) {
            for (var i = 1; i <= TABLES; i++) {
                select.setArray(i, database.createArrayOf("uuid", ids));
            }
            select.execute();
            var mutes = mutes(select);
            var quiet = quietScenes(select);
            var limits = limits(select);
            var devices = devices(select);
            var granted = granted(select);
            var tags = tags(select);
            return rows.stream()
                    .collect(toMap(
                            PersonRow::id,
                            row -> new Member(
                                    row.id(),
                                    new PersonId(row.pseudonym()),
                                    row.birthDate(),
                                    row.adsOff(),
                                    row.refused(),
                                    of(mutes, row).stream().collect(toMap(Mute::touchpoint, Mute::until)),
                                    Set.copyOf(of(quiet, row)),
                                    of(limits, row).stream().collect(toMap(Limit::scene, Limit::most)),
                                    of(devices, row),
                                    Set.copyOf(of(granted, row)),
                                    of(tags, row))));
        }
    }

    private static <T> List<T> of(Map<UUID, List<T>> byPerson, PersonRow person) {
        return byPerson.getOrDefault(person.id(), List.of());
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

    private static Map<UUID, List<Cell>> granted(Statement select) throws SQLException {
        return next(
                select,
                row -> new Cell(new DeviceKind(row.getString(2)), row.getString(3), new DeviceKind(row.getString(4))));
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

    @SafeVarargs
    private static <T> List<T> query(Connection database, String sql, Reading<T> reading, Collection<UUID>... ids)
            throws SQLException {
        try (var select = database.prepareStatement(sql)) {
            for (var i = 0; i < ids.length; i++) {
                select.setArray(i + 1, database.createArrayOf("uuid", ids[i].toArray()));
            }
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(reading.read(rows));
                }
                return found;
            }
        }
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
            boolean refused) {}

    private record Visit(UUID householdId, UUID personId, Instant until) {}

    private record Mute(TouchpointId touchpoint, Instant until) {}

    private record Limit(Scene scene, int most) {}
}
