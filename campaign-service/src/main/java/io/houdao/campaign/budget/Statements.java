package io.houdao.campaign.budget;

import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What advertisers read of the ledger: every booking, and how each day ended. */
@ApplicationScoped
public class Statements {

    private final DataSource database;

    Statements(DataSource database) {
        this.database = database;
    }

    /** An advertiser's bookings, newest first. */
    public Page<Booking> bookings(UUID advertiserId, @Nullable Cursor after, int limit) {
        var last = after == null ? Position.NEWEST : after.as(Position::parse);
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select id, at, reason, line_item_id, source, target, amount_micros, reference from transfer
                        where advertiser_id = ? and (at, id) < (?, ?)
                        order by at desc, id desc limit ?""")) {
            select.setObject(1, advertiserId);
            select.setTimestamp(2, Timestamp.from(last.at));
            select.setLong(3, last.id);
            select.setInt(4, limit + 1);
            return Page.of(
                    rows(select, Statements::booking),
                    limit,
                    booking -> new Position(booking.at(), booking.id()).toString());
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger cannot be read", e);
        }
    }

    private static Booking booking(ResultSet row) throws SQLException {
        return new Booking(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getString(8));
    }

    /** How an advertiser's days ended, newest first. */
    public Page<DayClose> days(UUID advertiserId, @Nullable Cursor after, int limit) {
        var before = after == null ? LocalDate.of(9999, 1, 1) : LocalDate.ofEpochDay(after.as(Long::valueOf));
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select * from (
                            select day, ends_at, closed_at, transfers, paid_in_micros,
                                   spent_micros - coalesce(lag(spent_micros) over (order by day), 0),
                                   funds_micros, available_micros, leased_micros, spent_micros, unbilled_micros
                            from day_close where advertiser_id = ?) d
                        where day < ? order by day desc limit ?""")) {
            select.setObject(1, advertiserId);
            select.setObject(2, before);
            select.setInt(3, limit + 1);
            return Page.of(
                    rows(select, Statements::day),
                    limit,
                    day -> Long.toString(day.day().toEpochDay()));
        } catch (SQLException e) {
            throw new IllegalStateException("the closed days cannot be read", e);
        }
    }

    private static DayClose day(ResultSet row) throws SQLException {
        return new DayClose(
                row.getObject(1, LocalDate.class),
                row.getTimestamp(2).toInstant(),
                row.getTimestamp(3).toInstant(),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                new Account(row.getLong(7), row.getLong(8), row.getLong(9), row.getLong(10), row.getLong(11)));
    }

    private static <T> List<T> rows(PreparedStatement select, Row<T> read) throws SQLException {
        var found = new ArrayList<T>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(read.of(rows));
            }
        }
        return found;
    }

    /** Where a booking stands; written as its microsecond and its id. */
    private record Position(Instant at, long id) {

        private static final Position NEWEST = new Position(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE);

        static Position parse(String text) {
            var numbers = text.split("-");
            if (numbers.length != 2) {
                throw new IllegalArgumentException(text);
            }
            return new Position(
                    Instant.EPOCH.plus(Long.parseLong(numbers[0]), ChronoUnit.MICROS), Long.parseLong(numbers[1]));
        }

        @Override
        public String toString() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + id;
        }
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
