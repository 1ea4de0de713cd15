package io.houdao.feedback.experience;

import io.houdao.contracts.Scene;
import io.houdao.feedback.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** What was counted and not acted upon yet. */
@ApplicationScoped
public class PendingExperience {

    private static final String SUMS =
            "select scene, slot_id, creative_id, " + Counts.SUMS + " from pending_experience";

    private final Database database;

    PendingExperience(Database database) {
        this.database = database;
    }

    /**
     * Takes everything away, in the running transaction: where that commits, it is gone; where it does not, it is still
     * there. What is counted meanwhile stays for the next time.
     */
    public Map<Cell, Counts> take() {
        return database
                .query(
                        "with pending_experience as (delete from pending_experience returning *) " + SUMS
                                + " group by scene, slot_id, creative_id",
                        Entry::read)
                .stream()
                .collect(Collectors.toMap(Entry::cell, Entry::counts));
    }

    /** What is pending for {@code scene}. */
    public Counts of(Scene scene) {
        return database
                .query(SUMS + " where scene = ? group by scene, slot_id, creative_id", Entry::read, scene.toString())
                .stream()
                .map(Entry::counts)
                .reduce(Counts.NONE, Counts::plus);
    }

    /** What is pending for {@code cell}. */
    public Counts of(Cell cell) {
        return database
                .query(
                        SUMS
                                + " where scene = ? and slot_id = ? and creative_id = ? group by scene, slot_id, creative_id",
                        Entry::read,
                        cell.scene().toString(),
                        cell.slotId().toString(),
                        cell.creativeId().value())
                .stream()
                .map(Entry::counts)
                .findFirst()
                .orElse(Counts.NONE);
    }

    private record Entry(Cell cell, Counts counts) {

        static Entry read(ResultSet row) throws SQLException {
            return new Entry(Cell.read(row), Counts.read(row));
        }
    }
}
