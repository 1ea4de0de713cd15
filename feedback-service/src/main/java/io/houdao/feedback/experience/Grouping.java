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
    SCENE("scene"),
    SLOT("slot_id"),
    CREATIVE("creative_id");

    private final String column;

    Grouping(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }

    /** The group of {@code rate}, which was grouped by this. */
    String of(CloseRate rate) {
        return String.valueOf(
                switch (this) {
                    case SCENE -> rate.scene();
                    case SLOT -> rate.slotId();
                    case CREATIVE -> rate.creativeId();
                });
    }

    /** Reads {@code scene,slot,creative} or a part of it, in any order; by scene where it is left out. */
    static Set<Grouping> parse(@Nullable String text) {
        if (text == null) {
            return EnumSet.of(SCENE);
        }
        return Arrays.stream(text.split(",", -1))
                .map(Grouping::one)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Grouping.class)));
    }

    private static Grouping one(String text) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> Parameters.invalid(
                        "groupBy", "query", "must be scene, slot, creative or several, with commas"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
