package io.houdao.feedback.experience;

import io.houdao.feedback.Database;
import io.houdao.feedback.Database.Column;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Whose each creative is that anything was ever reported of. */
@ApplicationScoped
class Creatives {

    private final Database database;
    private final Set<UUID> known = ConcurrentHashMap.newKeySet();

    Creatives(Database database) {
        this.database = database;
    }

    /** Remembers the creatives of {@code events}, in a transaction of its own: they stay known whatever becomes of these. */
    void meet(List<EventRow> events) {
        var unknown = events.stream()
                .filter(event -> !known.contains(event.creativeId()))
                .toList();
        if (!unknown.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> insert(unknown));
            unknown.forEach(event -> known.add(event.creativeId()));
        }
    }

    private void insert(List<EventRow> events) {
        database.update(
                """
                insert into creative (creative_id, line_item_id, campaign_id, advertiser_id)
                select distinct on (creative_id) * from unnest(?, ?, ?, ?)
                    as met (creative_id, line_item_id, campaign_id, advertiser_id)
                order by creative_id
                on conflict do nothing""",
                Column.uuids(events, EventRow::creativeId),
                Column.uuids(events, event -> event.showing().lineItemId().value()),
                Column.uuids(events, event -> event.showing().campaignId().value()),
                Column.uuids(events, event -> event.showing().advertiserId().value()));
    }
}
