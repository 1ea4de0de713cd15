package io.houdao.feedback.experience;

import io.houdao.feedback.Parameters;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What counts are told apart by. */
enum Grouping {
    SCENE("scene", "scene"),
    SLOT("slot_id", "slot_id"),
    CREATIVE("creative_id", "creative_id"),
    DAY("begins", beginning("day")),
    HOUR("begins", beginning("hour"));

    private final String column;
    private final String expression;

    Grouping(String column, String expression) {
        this.column = column;
        this.expression = expression;
    }

    private static String beginning(String unit) {
        return "to_char(date_trunc('" + unit + "', hour at time zone 'UTC'), 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
    }

    /** The name under which a query answers it. */
    String column() {
        return column;
    }

    /** What it is computed from, under that name. */
    String selection() {
        return expression.equals(column) ? column : expression + " " + column;
    }

    /** The group of {@code rate}, which was grouped by this. */
    String of(CloseRate rate) {
        return String.valueOf(
                switch (this) {
                    case SCENE -> rate.scene();
                    case SLOT -> rate.slotId();
                    case CREATIVE -> rate.creativeId();
                    case DAY, HOUR -> rate.at();
                });
    }

    /** Reads {@code scene,slot,creative,day}, or {@code hour} for it, or a part, in any order; by scene where it is left out. */
    static Set<Grouping> parse(@Nullable String text) {
        if (text == null) {
            return EnumSet.of(SCENE);
        }
        var groups = Arrays.stream(text.split(",", -1))
                .map(Grouping::one)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Grouping.class)));
        if (groups.contains(DAY) && groups.contains(HOUR)) {
            throw Parameters.invalid("groupBy", "query", "must be by day or by hour, not by both");
        }
        return groups;
    }

    private static Grouping one(String text) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> Parameters.invalid(
                        "groupBy", "query", "must be scene, slot, creative, day, hour or several, with commas"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
