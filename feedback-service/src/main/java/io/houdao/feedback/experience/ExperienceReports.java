package io.houdao.feedback.experience;

import io.houdao.contracts.Scene;
import io.houdao.feedback.Database;
import io.houdao.feedback.Parameters;
import io.houdao.feedback.experience.CloseRate.Group;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers questions about the counts. */
@ApplicationScoped
public class ExperienceReports {

    /** In no scene, slot or creative. */
    private static final String SEPARATOR = "|";

    private final Database database;

    ExperienceReports(Database database) {
        this.database = database;
    }

    /** Rates in {@code period} by {@code groups}, in the order of the groups' names. */
    Page<CloseRate> closeRates(Set<Grouping> groups, Filter filter, Period period, @Nullable Cursor cursor, int limit) {
        var perOpportunity = !groups.contains(Grouping.CREATIVE) && filter.creativeId() == null;
        var parameters = new ArrayList<Object>();
        var sql = "select * from (" + grouped(groups, Counts.SUMS, "hourly_experience", filter, period, parameters)
                + ") counted"
                + (perOpportunity ? opportunities(groups, filter, period, parameters) : "")
                + " where true" + after(groups, cursor, parameters) + " order by " + order(groups) + " limit ?";
        parameters.add(limit + 1);
        var found = database.query(sql, row -> rate(groups, row, perOpportunity), parameters.toArray());
        return Page.of(found, limit, rate -> position(groups, rate));
    }

    private static String opportunities(Set<Grouping> groups, Filter filter, Period period, List<Object> parameters) {
        var asked =
                grouped(groups, "sum(opportunities) opportunities", "hourly_opportunity", filter, period, parameters);
        return " left join (" + asked + ") asked using (" + columns(groups) + ")";
    }

    private static String grouped(
            Set<Grouping> groups, String sums, String table, Filter filter, Period period, List<Object> parameters) {
        parameters.add(period.from());
        parameters.add(period.to());
        var selection = groups.stream().map(Grouping::selection).collect(Collectors.joining(", "));
        return "select " + selection + ", " + sums + " from " + table + " where hour >= ? and hour < ?"
                + filter.where(parameters) + " group by " + columns(groups);
    }

    private static String columns(Set<Grouping> groups) {
        return groups.stream().map(Grouping::column).collect(Collectors.joining(", "));
    }

    /** What was counted in {@code period}, cell by cell. */
    public Map<Cell, Counts> cells(Period period) {
        return database
                .query(
                        "select scene, slot_id, creative_id, " + Counts.SUMS
                                + " from hourly_experience where hour >= ? and hour < ? group by 1, 2, 3",
                        row -> Map.entry(Cell.read(row), Counts.read(row)),
                        period.from(),
                        period.to())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The hours of {@code period} in which anything happened in {@code scene}, in their order. */
    List<Hour> series(Scene scene, Period period) {
        return database.query(
                """
                with experience as (
                    select hour, %s from hourly_experience where scene = ? and hour >= ? and hour < ? group by hour
                ), opportunity as (
                    select hour, sum(opportunities) opportunities, sum(shown) shown, sum(forgone_micros) forgone_micros
                    from hourly_opportunity where scene = ? and hour >= ? and hour < ? group by hour
                )
                select * from experience full join opportunity using (hour) order by hour""".formatted(Counts.SUMS),
                row -> Hour.read(scene, row),
                scene.toString(),
                period.from(),
                period.to(),
                scene.toString(),
                period.from(),
                period.to());
    }

    /** What was asked and given up in {@code period}, scene by scene, in the order of their names. */
    public List<Opportunities> opportunities(Period period) {
        return database.query("""
                select scene, sum(opportunities) opportunities, sum(shown) shown, sum(forgone_micros) forgone_micros
                from hourly_opportunity where hour >= ? and hour < ? group by scene order by scene""", Opportunities::read, period.from(), period.to());
    }

    /** How slots kept their closing contract in {@code period}, those that broke it most often first. */
    List<Closing> closing(Filter filter, Period period, int limit) {
        var parameters = new ArrayList<Object>(List.of(period.from(), period.to()));
        var where = filter.where(parameters);
        parameters.addAll(List.of(period.from(), period.to()));
        filter.where(parameters);
        parameters.add(limit);
        return database.query("""
                select * from (
                    select scene, slot_id, sum(offered) offered, sum(skips) skips
                    from hourly_experience where hour >= ? and hour < ?%s group by scene, slot_id
                ) counted left join (
                    select scene, slot_id, sum(closes) closes, sum(close_millis) close_millis, sum(many_actions) many_actions,
                           sum(offered_late) offered_late, sum(too_long) too_long, %s
                    from hourly_closing where hour >= ? and hour < ?%s group by scene, slot_id
                ) closed using (scene, slot_id)
                order by coalesce(offered_late + too_long + many_actions, 0) desc, scene, slot_id limit ?""".formatted(where, Closing.SUMS_BY_HOW, where), Closing::read, parameters.toArray());
    }

    /** How the cohorts fared in the days of {@code period}, in the order of their names. */
    List<CohortOutcome> cohorts(@Nullable Scene scene, Period period) {
        var parameters = new ArrayList<Object>(List.of(period.from(), period.to()));
        var where = new Filter(scene, null, null).where(parameters);
        return database.query("""
                select cohort, sum(opportunities) opportunities, sum(shown) shown, %s
                from daily_cohort
                where day >= (?::timestamptz at time zone 'UTC')::date and day < (?::timestamptz at time zone 'UTC')%s
                group by cohort order by cohort""".formatted(Counts.SUMS, where), CohortOutcome::read, parameters.toArray());
    }

    private static CloseRate rate(Set<Grouping> groups, ResultSet row, boolean perOpportunity) throws SQLException {
        var group = new Group(
                groups.contains(Grouping.DAY) || groups.contains(Grouping.HOUR) ? row.getString("begins") : null,
                groups.contains(Grouping.SCENE) ? row.getString("scene") : null,
                groups.contains(Grouping.SLOT) ? row.getString("slot_id") : null,
                groups.contains(Grouping.CREATIVE) ? row.getObject("creative_id", UUID.class) : null);
        return CloseRate.of(group, Counts.read(row), perOpportunity ? row.getLong("opportunities") : null);
    }

    private static String position(Set<Grouping> groups, CloseRate rate) {
        return groups.stream().map(group -> group.of(rate)).collect(Collectors.joining(SEPARATOR));
    }

    private static String after(Set<Grouping> groups, @Nullable Cursor cursor, List<Object> parameters) {
        if (cursor == null) {
            return "";
        }
        var position = cursor.position().split("\\" + SEPARATOR, -1);
        if (position.length != groups.size()) {
            throw Parameters.invalid("cursor", "query", "must be the \"next\" of an earlier page of the same question");
        }
        parameters.addAll(List.of(position));
        var marks = Stream.generate(() -> "?").limit(position.length).collect(Collectors.joining(", "));
        return " and (" + order(groups) + ") > (" + marks + ")";
    }

    private static String order(Set<Grouping> groups) {
        return groups.stream().map(group -> group.column() + "::text").collect(Collectors.joining(", "));
    }

    /** Leaves out what is not asked for. */
    record Filter(
            @Nullable Scene scene,
            @Nullable String slotId,
            @Nullable UUID creativeId) {

        String where(List<Object> parameters) {
            return condition("scene", scene == null ? null : scene.toString(), parameters)
                    + condition("slot_id", slotId, parameters)
                    + condition("creative_id", creativeId, parameters);
        }

        private static String condition(String column, @Nullable Object value, List<Object> parameters) {
            if (value == null) {
                return "";
            }
            parameters.add(value);
            return " and " + column + " = ?";
        }
    }

    /** What was asked of a scene, and what restraint gave up there. */
    public record Opportunities(String scene, long opportunities, long shown, long forgoneMicros) {

        static Opportunities read(ResultSet row) throws SQLException {
            return new Opportunities(
                    row.getString("scene"),
                    row.getLong("opportunities"),
                    row.getLong("shown"),
                    row.getLong("forgone_micros"));
        }
    }
}
