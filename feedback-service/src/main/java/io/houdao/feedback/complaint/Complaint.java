package io.houdao.feedback.complaint;

import io.houdao.feedback.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A complaint as agents see it, named by the decision that it is about.
 *
 * @param personId absent where nobody is known
 * @param text in the person's words; may be empty
 * @param owner who is to answer it: an agent by name, or the team until one takes it
 * @param dueAt by when
 * @param answer absent until it was answered
 */
record Complaint(
        UUID decisionId,
        @Nullable UUID personId,
        UUID deviceId,
        String scene,
        String slotId,
        UUID creativeId,
        UUID lineItemId,
        UUID advertiserId,
        String category,
        String text,
        Instant occurredAt,
        Instant receivedAt,
        String owner,
        Instant dueAt,
        @Nullable Answer answer) {

    static Complaint read(ResultSet row) throws SQLException {
        return new Complaint(
                row.getObject("decision_id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getObject("device_id", UUID.class),
                row.getString("scene"),
                row.getString("slot_id"),
                row.getObject("creative_id", UUID.class),
                row.getObject("line_item_id", UUID.class),
                row.getObject("advertiser_id", UUID.class),
                row.getString("category"),
                row.getString("text"),
                Database.instant(row, "occurred_at"),
                Database.instant(row, "received_at"),
                row.getString("owner"),
                Database.instant(row, "due_at"),
                row.getTimestamp("answered_at") == null ? null : Answer.read(row));
    }

    /** What the person is told of their own complaint. */
    Own own() {
        return new Own(decisionId, category, text, receivedAt, dueAt, answer);
    }

    /**
     * What was answered, and what was granted with it.
     *
     * @param remedy {@code none}, {@code coupon} or {@code ad-free}
     * @param coupon the code; absent unless that is the remedy
     * @param adFreeUntil no ad is shown to the person until then; absent unless that is the remedy
     */
    record Answer(
            Instant at,
            String by,
            String text,
            String remedy,
            @Nullable UUID coupon,
            @Nullable Long couponMicros,
            @Nullable Instant adFreeUntil) {

        private static Answer read(ResultSet row) throws SQLException {
            return new Answer(
                    Database.instant(row, "answered_at"),
                    row.getString("answered_by"),
                    row.getString("answer"),
                    row.getString("remedy"),
                    row.getObject("coupon", UUID.class),
                    row.getObject("coupon_micros", Long.class),
                    Optional.ofNullable(row.getTimestamp("ad_free_until"))
                            .map(Timestamp::toInstant)
                            .orElse(null));
        }
    }

    /** A complaint as the one who made it sees it. */
    record Own(
            UUID decisionId,
            String category,
            String text,
            Instant receivedAt,
            Instant dueAt,
            @Nullable Answer answer) {}
}
