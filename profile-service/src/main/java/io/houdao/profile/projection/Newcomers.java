package io.houdao.profile.projection;

import io.houdao.profile.catalogue.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Publishes people who were not here before, in a lane of their own beside the outbox: nobody who takes a permission back
 * waits behind them. What leaves of them is computed from what was just written, without reading it again.
 */
@ApplicationScoped
public class Newcomers {

    private final Projector projector;
    private final NewcomerRelay relay;
    private final Graph graph;
    private final Clock clock;

    Newcomers(Catalogue catalogue, NewcomerRelay relay, Graph graph, Clock clock) {
        this.projector = new Projector(catalogue);
        this.relay = relay;
        this.graph = graph;
        this.clock = clock;
    }

    /**
     * Adds to the running transaction what leaves of {@code homes}, in all of which nobody lived before it began. After the
     * commit, {@link #committed} has to be called.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(Connection database, List<Home> homes) throws SQLException {
        if (!homes.isEmpty()) {
            var version = Published.nextVersion(database);
            var drafts = Draft.of(homes, projector, clock.instant());
            var rows = drafts.stream().map(draft -> draft.row(version)).toList();
            Published.add(database, rows);
            relay.remember(version, rows);
            UnpublishedImports.add(database, version);
            graph.imported(homes);
        }
    }

    /** Says that there may be something to carry to Kafka. */
    public void committed() {
        relay.wake();
    }
}
