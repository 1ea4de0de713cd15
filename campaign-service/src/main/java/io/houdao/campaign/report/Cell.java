package io.houdao.campaign.report;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where and with what a line item met people. What is absent is not told apart; without a scene there is no slot, without a
 * creative no scene, and without a day nothing but the line item.
 *
 * @param day in the advertiser's zone
 */
record Cell(
        UUID lineItemId,
        @Nullable LocalDate day,
        @Nullable UUID creativeId,
        @Nullable String scene,
        @Nullable String slotId) {

    /** The same, telling one thing less apart; empty where only the line item is left. */
    Optional<Cell> wider() {
        if (slotId != null) {
            return Optional.of(new Cell(lineItemId, day, creativeId, scene, null));
        }
        if (scene != null) {
            return Optional.of(new Cell(lineItemId, day, creativeId, null, null));
        }
        if (creativeId != null) {
            return Optional.of(new Cell(lineItemId, day, null, null, null));
        }
        return day == null ? Optional.empty() : Optional.of(new Cell(lineItemId, null, null, null, null));
    }
}
