package io.houdao.feedback.experience;

import io.houdao.contracts.feedback.ExperienceEvent.How;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a slot kept its closing contract in a scene, as devices tell it: one action, the × within a second, at most 30 seconds.
 *
 * @param offered showings whose × became visible
 * @param offeredLate of those, the ones where that took longer than a second
 * @param closesByHow by the way people closed; {@code UNTOLD} where the device does not tell
 * @param manyActions closes that took more than one action
 * @param shownTooLong closed or skipped after more than 30 seconds
 * @param skips videos that were skipped, which is no close
 * @param meanMillisToClose absent where nobody closed anything
 */
record Closing(
        String scene,
        String slotId,
        long offered,
        long offeredLate,
        long closes,
        Map<String, Long> closesByHow,
        long manyActions,
        long shownTooLong,
        long skips,
        @Nullable Long meanMillisToClose) {

    /** Columns of the closes of each way, under the names that {@link #read} reads. */
    static final String SUMS_BY_HOW = Arrays.stream(How.values())
            .map(how -> "sum(closes) filter (where how = '" + how + "') closes_" + how)
            .collect(Collectors.joining(", "));

    private static final String UNTOLD = "UNTOLD";

    static Closing read(ResultSet row) throws SQLException {
        var closes = row.getLong("closes");
        return new Closing(
                row.getString("scene"),
                row.getString("slot_id"),
                row.getLong("offered"),
                row.getLong("offered_late"),
                closes,
                closesByHow(row, closes),
                row.getLong("many_actions"),
                row.getLong("too_long"),
                row.getLong("skips"),
                closes == 0 ? null : row.getLong("close_millis") / closes);
    }

    private static Map<String, Long> closesByHow(ResultSet row, long closes) throws SQLException {
        var closesByHow = new LinkedHashMap<String, Long>();
        var untold = closes;
        for (var how : How.values()) {
            var number = row.getLong("closes_" + how);
            closesByHow.put(how.name(), number);
            untold -= number;
        }
        closesByHow.put(UNTOLD, untold);
        return closesByHow;
    }
}
