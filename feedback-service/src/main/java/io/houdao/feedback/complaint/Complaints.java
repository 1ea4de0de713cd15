package io.houdao.feedback.complaint;

import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.feedback.Database;
import io.houdao.kit.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The store of {@link Complaint}: the only place where a complaint's words are. */
@ApplicationScoped
public class Complaints {

    private final Database database;

    Complaints(Database database) {
        this.database = database;
    }

    /** Keeps a complaint; one about the same showing, sent again, is kept once, in its first words. */
    public void keep(ExperienceEvent.Complaint event, UUID device, String text) {
        var showing = event.showing();
        database.update(
                """
                insert into complaint
                       (decision_id, person_id, device_id, scene, slot_id, creative_id, line_item_id, advertiser_id,
                        category, text, occurred_at, received_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
                event.receivedAt());
    }

    /** Those numbered less than {@code before}, newest first. */
    Page<Complaint> page(long before, int limit) {
        var found = database.query(
                "select * from complaint where number < ? order by number desc limit ?",
                Numbered::read,
                before,
                limit + 1);
        return Page.of(found, limit, Numbered::position).map(Numbered::complaint);
    }

    private record Numbered(long number, Complaint complaint) {

        String position() {
            return String.valueOf(number);
        }

        static Numbered read(ResultSet row) throws SQLException {
            return new Numbered(
                    row.getLong("number"),
                    new Complaint(
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
                            Database.instant(row, "received_at")));
        }
    }
}
