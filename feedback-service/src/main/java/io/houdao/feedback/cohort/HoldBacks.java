package io.houdao.feedback.cohort;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceControl.HoldBack;
import io.houdao.feedback.Database;
import io.houdao.kit.outbox.Outbox;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The store of how large the cohort is. Who is in it follows from that and from nothing else. */
@ApplicationScoped
public class HoldBacks {

    /** Who set what nobody set. */
    private static final String DEFAULT = "default";

    private final Database database;
    private final Outbox outbox;
    private final Clock clock;
    private final double share;

    HoldBacks(
            Database database,
            Outbox outbox,
            Clock clock,
            @ConfigProperty(name = "houdao.hold-back.share") double share) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.share = share;
    }

    /** There is a cohort from the first start on. */
    @Transactional
    void begin(@Observes StartupEvent started) {
        var now = clock.instant();
        var first = database.update(
                "insert into hold_back (share, since, actor) values (?, ?, ?) on conflict do nothing",
                share,
                now,
                DEFAULT);
        if (first == 1) {
            tell(share, now);
        }
    }

    /** As placement-service is told; what is counted before the first start has got so far finds the size that it begins with. */
    public HoldBack control() {
        return database.query("select * from hold_back", Setting::read).stream()
                .findFirst()
                .map(Setting::control)
                .orElseGet(() -> new HoldBack(share, clock.instant()));
    }

    /** How large it is. */
    Setting setting() {
        return database.query("select * from hold_back", Setting::read).get(0);
    }

    @Transactional
    Setting set(double share, String actor) {
        var now = clock.instant();
        database.update("update hold_back set share = ?, since = ?, actor = ?", share, now, actor);
        tell(share, now);
        return setting();
    }

    private void tell(double share, Instant now) {
        var control = new HoldBack(share, now);
        outbox.append(Topics.CONTROLS, control.scope(), "io.houdao.feedback.control.set", Json.write(control));
    }

    /**
     * How large the cohort is.
     *
     * @param share of people
     * @param actor who set it
     */
    record Setting(double share, Instant since, String actor) {

        static Setting read(ResultSet row) throws SQLException {
            return new Setting(row.getDouble("share"), Database.instant(row, "since"), row.getString("actor"));
        }

        HoldBack control() {
            return new HoldBack(share, since);
        }
    }
}
