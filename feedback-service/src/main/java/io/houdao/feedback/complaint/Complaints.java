package io.houdao.feedback.complaint;

import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.feedback.Database;
import io.houdao.feedback.complaint.Complaint.Answer;
import io.houdao.kit.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The store of {@link Complaint}: the only place where a complaint's words are. */
@ApplicationScoped
public class Complaints {

    private static final int MOST_OF_ONE = 200;

    private final Database database;
    private final ComplaintSettings settings;

    Complaints(Database database, ComplaintSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Keeps a complaint; one about the same showing, sent again, is kept once, in its first words. */
    public void keep(ExperienceEvent.Complaint event, UUID device, String text) {
        var showing = event.showing();
        database.update(
                """
                insert into complaint
                       (decision_id, person_id, device_id, scene, slot_id, creative_id, line_item_id, advertiser_id,
                        category, text, occurred_at, received_at, owner, due_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (decision_id) do nothing""",
                showing.decisionId().value(),
                showing.personId() == null ? null : showing.personId().value(),
                device,
                showing.scene().toString(),
                showing.slotId().toString(),
                showing.creativeId().value(),
                showing.lineItemId().value(),
                showing.advertiserId().value(),
                event.category(),
                text,
                event.occurredAt(),
                event.receivedAt(),
                settings.owner(),
                event.receivedAt().plus(settings.deadline()));
    }

    /** Those numbered less than {@code before} that are {@code wanted} at {@code now}, newest first. */
    Page<Complaint> page(Status wanted, Instant now, long before, int limit) {
        var found = database.query(
                "select * from complaint where number < ? and (due_at < ? or ?) and " + wanted.condition()
                        + " order by number desc limit ?",
                Numbered::read,
                before,
                now,
                wanted != Status.OVERDUE,
                limit + 1);
        return Page.of(found, limit, Numbered::position).map(Numbered::complaint);
    }

    /** Those of one person, or of one device where nobody was known, newest first. */
    List<Complaint> of(UUID subject) {
        return database.query("""
                select * from complaint where person_id = ? or (person_id is null and device_id = ?)
                order by number desc limit ?""", Complaint::read, subject, subject, MOST_OF_ONE);
    }

    /** The complaint, locked until the running transaction ends. */
    Optional<Complaint> lock(UUID decisionId) {
        return database
                .query("select * from complaint where decision_id = ? for update", Complaint::read, decisionId)
                .stream()
                .findFirst();
    }

    void give(UUID decisionId, String owner) {
        database.update("update complaint set owner = ? where decision_id = ?", owner, decisionId);
    }

    void answer(UUID decisionId, Answer answer) {
        database.update(
                """
                update complaint set answered_at = ?, answered_by = ?, answer = ?, remedy = ?, coupon = ?,
                       coupon_micros = ?, ad_free_until = ?
                where decision_id = ?""",
                answer.at(),
                answer.by(),
                answer.text(),
                answer.remedy(),
                answer.coupon(),
                answer.couponMicros(),
                answer.adFreeUntil(),
                decisionId);
    }

    /** People whose ad-free days ended since {@code from}, and who have no others at {@code now}. */
    List<UUID> noLongerAdFree(Instant from, Instant now) {
        return database.query("""
                select person_id from complaint where ad_free_until is not null
                group by person_id having max(ad_free_until) > ? and max(ad_free_until) <= ?""", row -> row.getObject("person_id", UUID.class), from, now);
    }

    /** Until when the person sees no ads; empty where they do. */
    Optional<Instant> adFreeUntil(UUID person, Instant now) {
        return database
                .query(
                        "select ad_free_until from complaint where person_id = ? and ad_free_until > ?",
                        row -> Database.instant(row, "ad_free_until"),
                        person,
                        now)
                .stream()
                .max(Instant::compareTo);
    }

    /** Which complaints are wanted. */
    enum Status {
        ALL,
        OPEN,
        OVERDUE,
        ANSWERED;

        private String condition() {
            return switch (this) {
                case ALL -> "true";
                case OPEN, OVERDUE -> "answered_at is null";
                case ANSWERED -> "answered_at is not null";
            };
        }
    }

    private record Numbered(long number, Complaint complaint) {

        String position() {
            return String.valueOf(number);
        }

        static Numbered read(ResultSet row) throws SQLException {
            return new Numbered(row.getLong("number"), Complaint.read(row));
        }
    }
}
