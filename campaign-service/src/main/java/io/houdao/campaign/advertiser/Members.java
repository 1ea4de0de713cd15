package io.houdao.campaign.advertiser;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Who acts for which advertiser. */
@ApplicationScoped
class Members {

    private static final String COLUMNS = "subject, role, named_by, named_at";

    private final DataSource database;

    Members(DataSource database) {
        this.database = database;
    }

    /** All that are named, by subject. */
    List<MemberView> of(UUID advertiserId) {
        return read(
                "select " + COLUMNS + " from advertiser_member where advertiser_id = ? order by subject", advertiserId);
    }

    Optional<MemberView> find(UUID advertiserId, String subject) {
        return read(
                        "select " + COLUMNS + " from advertiser_member where advertiser_id = ? and subject = ?",
                        advertiserId,
                        subject)
                .stream()
                .findFirst();
    }

    /** What {@code subject} may do; empty where others are named and they are not. Where nobody is, everybody may all. */
    Optional<MemberRole> roleOf(UUID advertiserId, String subject) {
        var found = read(
                "select " + COLUMNS
                        + " from advertiser_member where advertiser_id = ? order by subject = ? desc limit 1",
                advertiserId,
                subject);
        return found.isEmpty()
                ? Optional.of(MemberRole.OWNER)
                : found.stream()
                        .filter(member -> member.subject().equals(subject))
                        .map(MemberView::role)
                        .findFirst();
    }

    void put(UUID advertiserId, MemberView member) {
        write(
                "insert into advertiser_member (advertiser_id, " + COLUMNS + ") values (?, ?, ?, ?, ?)"
                        + " on conflict (advertiser_id, subject) do update"
                        + " set role = excluded.role, named_by = excluded.named_by, named_at = excluded.named_at",
                advertiserId,
                member.subject(),
                member.role().name(),
                member.namedBy(),
                Timestamp.from(member.namedAt()));
    }

    void remove(UUID advertiserId, String subject) {
        write("delete from advertiser_member where advertiser_id = ? and subject = ?", advertiserId, subject);
    }

    private void write(String sql, Object... parameters) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(sql)) {
            set(update, parameters);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the members of an advertiser cannot be kept", e);
        }
    }

    private List<MemberView> read(String sql, Object... parameters) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            set(select, parameters);
            var members = new ArrayList<MemberView>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    members.add(member(rows));
                }
            }
            return members;
        } catch (SQLException e) {
            throw new IllegalStateException("the members of an advertiser cannot be read", e);
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static MemberView member(ResultSet row) throws SQLException {
        return new MemberView(
                row.getString(1),
                MemberRole.valueOf(row.getString(2)),
                row.getString(3),
                row.getTimestamp(4).toInstant());
    }
}
