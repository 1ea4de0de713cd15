package io.houdao.feedback.experience;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.houdao.contracts.Scene;
import io.houdao.feedback.Database;
import io.houdao.feedback.experience.CloseRate.Group;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * One hour of a scene. Showings and what people said of them count in the hour in which they were decided.
 *
 * @param shown ads that placement-service handed out; devices may have shown fewer
 * @param forgoneMicros what restraint gave up
 */
record Hour(Instant hour, @JsonUnwrapped CloseRate rate, long opportunities, long shown, long forgoneMicros) {

    static Hour read(Scene scene, ResultSet row) throws SQLException {
        return new Hour(
                Database.instant(row, "hour"),
                CloseRate.of(
                        new Group(null, scene.toString(), null, null), Counts.read(row), row.getLong("opportunities")),
                row.getLong("opportunities"),
                row.getLong("shown"),
                row.getLong("forgone_micros"));
    }
}
