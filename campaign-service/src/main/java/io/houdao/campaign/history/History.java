package io.houdao.campaign.history;

import io.houdao.contracts.Json;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Every change and verdict, written in the transaction of what it tells. The database refuses to rewrite it. */
@ApplicationScoped
public class History {

    /** Who did what nobody asked for, such as ending a flight that is over. */
    public static final String NOBODY = "campaign-service";

    private final DataSource database;
    private final Clock clock;

    History(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public void record(String who, Change change) {
        record(who, List.of(change));
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void record(String who, List<Change> changes) {
        var now = Timestamp.from(clock.instant());
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into change (at, who, what, advertiser_id, campaign_id, line_item_id, detail)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb)""")) {
            for (var change : changes) {
                insert.setTimestamp(1, now);
                insert.setString(2, who);
                insert.setString(3, change.what().toString());
                insert.setObject(4, change.advertiserId());
                insert.setObject(5, change.campaignId());
                insert.setObject(6, change.lineItemId());
                insert.setString(7, json(change.detail()));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot keep the history", e);
        }
    }

    private static @Nullable String json(@Nullable Object detail) {
        return detail == null ? null : new String(Json.write(detail), StandardCharsets.UTF_8);
    }

    /** Everyone who wrote any of a campaign, in no order. */
    public List<String> authorsOf(UUID campaignId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select distinct who from change where campaign_id = ? and what = any (?)")) {
            select.setObject(1, campaignId);
            select.setArray(2, connection.createArrayOf("text", What.authorship()));
            var authors = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    authors.add(rows.getString(1));
                }
            }
            return authors;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the history", e);
        }
    }

    /** What happened to a campaign and everything in it, newest first. */
    public Page<PastChange> of(UUID campaignId, @Nullable Cursor after, int limit) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select id, at, who, what, line_item_id, detail from change
                        where campaign_id = ? and id < ? order by id desc limit ?""")) {
            select.setObject(1, campaignId);
            select.setLong(2, after == null ? Long.MAX_VALUE : after.as(Long::valueOf));
            select.setInt(3, limit + 1);
            var changes = new ArrayList<PastChange>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    changes.add(read(rows));
                }
            }
            return Page.of(changes, limit, change -> Long.toString(change.id()));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the history", e);
        }
    }

    /** What happened to one line item, oldest first. */
    public List<PastChange> ofLineItem(UUID lineItemId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select id, at, who, what, line_item_id, detail from change where line_item_id = ? order by id""")) {
            select.setObject(1, lineItemId);
            var changes = new ArrayList<PastChange>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    changes.add(read(rows));
                }
            }
            return changes;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the history", e);
        }
    }

    private static PastChange read(ResultSet row) throws SQLException {
        return new PastChange(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getObject(5, UUID.class),
                row.getString(6));
    }
}
