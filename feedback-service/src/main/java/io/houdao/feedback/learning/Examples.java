package io.houdao.feedback.learning;

import io.houdao.contracts.Json;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.feedback.Database;
import io.houdao.feedback.EventKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The store of {@link Example}: sampled decisions with the events that followed them, as far as those weigh. */
@ApplicationScoped
class Examples {

    private static final int MOST = 2_000;

    private final Database database;

    Examples(Database database) {
        this.database = database;
    }

    /** At most {@value #MOST} that come after {@code place} and were decided before {@code horizon}, in order. */
    List<Example> after(Place place, Instant horizon) {
        return database.query(
                """
                select example, array(select kind from event
                                      where event.decision_id = decision.decision_id
                                        and event.decided_at = decision.decided_at and weighs) kinds
                from decision
                where example is not null and decided_at >= ? and decided_at < ? and (decided_at, decision_id) > (?, ?)
                order by decided_at, decision_id limit ?""", Examples::read, place.decidedAt(), horizon, place.decidedAt(), place.decisionId(), MOST);
    }

    private static Example read(ResultSet row) throws SQLException {
        var json = row.getString("example").getBytes(StandardCharsets.UTF_8);
        return Example.of(Json.read(json, DecisionMade.class), kinds(row));
    }

    private static Set<EventKind> kinds(ResultSet row) throws SQLException {
        var kinds = EnumSet.noneOf(EventKind.class);
        var array = (String[]) Objects.requireNonNull(row.getArray("kinds")).getArray();
        Arrays.stream(array).map(EventKind::parse).forEach(kind -> kind.ifPresent(kinds::add));
        return kinds;
    }

    /** How far one has read: everything up to this decision. */
    record Place(Instant decidedAt, UUID decisionId) {

        static final Place START = new Place(Instant.EPOCH, new UUID(0, 0));

        static Place of(Example example) {
            return new Place(example.decidedAt(), example.decisionId());
        }
    }
}
