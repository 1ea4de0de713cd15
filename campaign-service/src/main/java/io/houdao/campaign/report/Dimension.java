package io.houdao.campaign.report;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a report can be grouped by. */
enum Dimension {
    DAY(Cell::day),
    SCENE(Cell::scene),
    SLOT(Cell::slotId),
    CREATIVE(Cell::creativeId);

    private final Function<Cell, @Nullable Object> value;

    Dimension(Function<Cell, @Nullable Object> value) {
        this.value = value;
    }

    boolean isToldBy(Cell cell) {
        return value.apply(cell) != null;
    }
}
