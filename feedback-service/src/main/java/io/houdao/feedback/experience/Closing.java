package io.houdao.feedback.experience;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How a slot kept its closing contract in a scene, as devices tell it.
 *
 * @param offered showings whose × became visible
 * @param offeredLate of those, the ones where that took longer than a second
 * @param shownTooLong closed or skipped after more than 30 seconds
 * @param meanMillisToClose absent where nobody closed anything
 */
record Closing(
        String scene,
        String slotId,
        long offered,
        long offeredLate,
        long closes,
        long shownTooLong,
        @Nullable Long meanMillisToClose) {

    static Closing read(ResultSet row) throws SQLException {
        var closes = row.getLong("closes");
        return new Closing(
                row.getString("scene"),
                row.getString("slot_id"),
                row.getLong("offered"),
                row.getLong("offered_late"),
                closes,
                row.getLong("too_long"),
                closes == 0 ? null : row.getLong("close_millis") / closes);
    }
}
