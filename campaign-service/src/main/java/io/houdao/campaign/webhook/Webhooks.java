package io.houdao.campaign.webhook;

import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** All webhooks, and what is to be told to them. */
@ApplicationScoped
class Webhooks {

    private final DataSource database;

    Webhooks(DataSource database) {
        this.database = database;
    }

    void add(UUID advertiserId, Webhook webhook) {
        run("insert into webhook values (?, ?, ?, ?, ?, ?)", (connection, insert) -> {
            insert.setObject(1, webhook.webhookId());
            insert.setObject(2, advertiserId);
            insert.setString(3, webhook.url().toString());
            insert.setArray(4, connection.createArrayOf("text", webhook.events().toArray()));
            insert.setString(5, webhook.secret());
            insert.setTimestamp(6, Timestamp.from(webhook.createdAt()));
            return insert.executeUpdate();
        });
    }

    /** An advertiser's webhooks without their secrets, by id. */
    List<Webhook> of(UUID advertiserId) {
        return run(
                "select id, url, events, created_at from webhook where advertiser_id = ? order by id", (c, select) -> {
                    select.setObject(1, advertiserId);
                    return rows(
                            select,
                            row -> new Webhook(
                                    row.getObject(1, UUID.class),
                                    URI.create(row.getString(2)),
                                    List.of((String[]) row.getArray(3).getArray()),
                                    row.getTimestamp(4).toInstant(),
                                    null));
                });
    }

    /** Forgets a webhook with all that waits for it; false where the advertiser has no such one. */
    boolean remove(UUID advertiserId, UUID id) {
        return run("delete from webhook where advertiser_id = ? and id = ?", (connection, delete) -> {
            delete.setObject(1, advertiserId);
            delete.setObject(2, id);
            return delete.executeUpdate() == 1;
        });
    }

    /** What was and will be told to a webhook, newest first. */
    Page<Delivery> deliveries(UUID webhookId, @Nullable Cursor after, int limit) {
        var last = after == null ? Long.MAX_VALUE : after.as(Long::valueOf);
        var found = run("""
                select d.id, d.change_id, c.what, c.at, d.state, d.attempts, d.outcome
                from webhook_delivery d join change c on c.id = d.change_id
                where d.webhook_id = ? and d.change_id < ? order by d.change_id desc limit ?""", (connection, select) -> {
            select.setObject(1, webhookId);
            select.setLong(2, last);
            select.setInt(3, limit + 1);
            return rows(
                    select,
                    row -> new Delivery(
                            row.getObject(1, UUID.class),
                            row.getLong(2),
                            row.getString(3),
                            row.getTimestamp(4).toInstant(),
                            row.getString(5),
                            row.getInt(6),
                            row.getString(7)));
        });
        return Page.of(found, limit, delivery -> Long.toString(delivery.changeId()));
    }

    /** Webhooks to which the next thing is to be told now, the one that waits longest first. */
    List<UUID> due(Instant now, int limit) {
        return run("""
                select d.webhook_id from webhook_delivery d
                where d.state = 'WAITING' and d.next_at <= ? and not exists (
                    select from webhook_delivery earlier
                    where earlier.webhook_id = d.webhook_id and earlier.state = 'WAITING' and earlier.change_id < d.change_id)
                order by d.next_at limit ?""", (connection, select) -> {
            select.setTimestamp(1, Timestamp.from(now));
            select.setInt(2, limit);
            return rows(select, row -> row.getObject(1, UUID.class));
        });
    }

    /**
     * The first thing that a webhook was not told yet, if it is to be told now. It is put off as if it failed, so that a
     * crash in between loses nothing and nobody else tells it meanwhile; what came after it waits for it.
     *
     * @param pause until the second attempt; four times longer each time
     */
    @Transactional
    Optional<Call> next(UUID webhookId, Instant now, Duration pause) {
        return run("""
                update webhook_delivery d
                set attempts = attempts + 1, next_at = ?::timestamptz + ? * interval '1 millisecond' * power(4, attempts)
                from webhook w, change c
                where w.id = d.webhook_id and c.id = d.change_id and d.next_at <= ? and d.id = (
                    select id from webhook_delivery where webhook_id = ? and state = 'WAITING'
                    order by change_id limit 1 for update)
                returning d.id, w.url, w.secret, d.attempts, json_build_object(
                    'eventId', d.id, 'type', c.what, 'at', c.at, 'advertiserId', c.advertiser_id,
                    'campaignId', c.campaign_id, 'lineItemId', c.line_item_id)::text""", (connection, update) -> {
                    update.setTimestamp(1, Timestamp.from(now));
                    update.setLong(2, pause.toMillis());
                    update.setTimestamp(3, Timestamp.from(now));
                    update.setObject(4, webhookId);
                    return rows(
                            update,
                            row -> new Call(
                                    row.getObject(1, UUID.class),
                                    URI.create(row.getString(2)),
                                    row.getString(3),
                                    row.getInt(4),
                                    row.getString(5)));
                })
                .stream()
                .findFirst();
    }

    /** Keeps how an attempt ended. */
    @Transactional
    void ended(UUID deliveryId, String state, String outcome) {
        run("update webhook_delivery set state = ?, outcome = ? where id = ?", (connection, update) -> {
            update.setString(1, state);
            update.setString(2, outcome);
            update.setObject(3, deliveryId);
            return update.executeUpdate();
        });
    }

    private <T> T run(String sql, Work<T> work) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            return work.on(connection, statement);
        } catch (SQLException e) {
            throw new IllegalStateException("webhooks cannot be kept", e);
        }
    }

    private static <T> List<T> rows(PreparedStatement statement, Row<T> read) throws SQLException {
        var found = new ArrayList<T>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(read.of(rows));
            }
        }
        return found;
    }

    private interface Work<T> {
        T on(Connection connection, PreparedStatement statement) throws SQLException;
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
