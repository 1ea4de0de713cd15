package io.houdao.feedback.learning;

import io.houdao.feedback.Database;
import io.houdao.feedback.Database.Column;
import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Counts.Minded;
import io.houdao.feedback.learning.Shrinkage.Rates;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The store of how people responded to each creative in each scene, over all slots, and of what was told of it. */
@ApplicationScoped
class Responses {

    private final Database database;

    Responses(Database database) {
        this.database = database;
    }

    void add(Map<Cell, Counts> counts) {
        var cells = List.copyOf(counts.entrySet());
        database.update(
                """
                insert into response as total
                       (creative_id, scene, impressions, clicks, closes, hides, complaints, useful, changed)
                select creative_id, scene, sum(impressions), sum(clicks), sum(closes), sum(hides), sum(complaints),
                       sum(useful), true
                from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    as counted (creative_id, scene, impressions, clicks, closes, hides, complaints, useful)
                group by 1, 2
                on conflict (scene, creative_id) do update set
                       impressions = total.impressions + excluded.impressions,
                       clicks = total.clicks + excluded.clicks,
                       closes = total.closes + excluded.closes,
                       hides = total.hides + excluded.hides,
                       complaints = total.complaints + excluded.complaints,
                       useful = total.useful + excluded.useful,
                       changed = true""",
                Column.uuids(cells, cell -> cell.getKey().creativeId().value()),
                Column.texts(cells, cell -> cell.getKey().scene()),
                column(cells, Counts::impressions),
                column(cells, Counts::clicks),
                column(cells, Counts::closes),
                column(cells, Counts::hides),
                column(cells, Counts::complaints),
                column(cells, Counts::useful));
    }

    private static Column column(List<Map.Entry<Cell, Counts>> cells, ToLongFunction<Counts> value) {
        return Column.numbers(cells, cell -> value.applyAsLong(cell.getValue()));
    }

    /** Those that changed since they were last looked at and rest on enough; those that grew most first, new ones before. */
    List<Response> changed(long minImpressions, int most) {
        return database.query("""
                select * from response where changed and impressions >= ?
                order by impressions::float8 / coalesce(published_impressions, 1) desc limit ?""", Response::read, minImpressions, most);
    }

    /** The sums of every scene. */
    Map<String, Counts> byScene() {
        return database.query("""
                        select scene, sum(impressions) impressions, sum(clicks) clicks, sum(closes) closes,
                               sum(hides) hides, sum(complaints) complaints, sum(useful) useful
                        from response group by scene""", row -> Map.entry(row.getString("scene"), counts(row))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Remembers that {@code seen} were looked at, and what was told of {@code told}. */
    void remember(List<Response> seen, List<Response> told) {
        database.update("""
                update response set changed = false
                from unnest(?, ?) looked (creative_id, scene)
                where response.creative_id = looked.creative_id and response.scene = looked.scene""", ids(seen), scenes(seen));
        database.update(
                """
                update response set
                       published_impressions = told.impressions, published_click = told.click,
                       published_close = told.close, published_hide = told.hide,
                       published_complaint = told.complaint, published_useful = told.useful
                from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    as told (creative_id, scene, impressions, click, close, hide, complaint, useful)
                where response.creative_id = told.creative_id and response.scene = told.scene""",
                ids(told),
                scenes(told),
                Column.numbers(told, one -> one.counts().impressions()),
                rates(told, Rates::click),
                rates(told, Rates::close),
                rates(told, Rates::hide),
                rates(told, Rates::complaint),
                rates(told, Rates::useful));
    }

    /** Has everything that was ever told looked at and told anew. */
    void forgetTold() {
        database.update("update response set changed = true, published_impressions = null");
    }

    private static Column ids(List<Response> responses) {
        return Column.uuids(responses, Response::creativeId);
    }

    private static Column scenes(List<Response> responses) {
        return Column.texts(responses, Response::scene);
    }

    private static Column rates(List<Response> responses, ToDoubleFunction<Rates> rate) {
        return Column.doubles(
                responses,
                response -> response.told() == null
                        ? 0.0
                        : rate.applyAsDouble(response.told().rates()));
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                0,
                row.getLong("impressions"),
                row.getLong("clicks"),
                row.getLong("closes"),
                row.getLong("hides"),
                row.getLong("complaints"),
                0,
                row.getLong("useful"),
                Minded.NONE);
    }

    /**
     * How people responded to one creative in one scene.
     *
     * @param told what was published last; absent before the first time
     */
    record Response(
            UUID creativeId,
            String scene,
            Counts counts,
            @Nullable Told told) {

        static Response read(ResultSet row) throws SQLException {
            return new Response(
                    row.getObject("creative_id", UUID.class), row.getString("scene"), Responses.counts(row), told(row));
        }

        private static @Nullable Told told(ResultSet row) throws SQLException {
            var impressions = row.getLong("published_impressions");
            return row.wasNull()
                    ? null
                    : new Told(
                            impressions,
                            new Rates(
                                    row.getDouble("published_click"),
                                    row.getDouble("published_close"),
                                    row.getDouble("published_hide"),
                                    row.getDouble("published_complaint"),
                                    row.getDouble("published_useful")));
        }

        Response published(Rates rates) {
            return new Response(creativeId, scene, counts, new Told(counts.impressions(), rates));
        }
    }

    /** What was published, and how many impressions it rested on. */
    record Told(long impressions, Rates rates) {}
}
