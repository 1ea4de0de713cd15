package io.houdao.feedback.restraint;

import io.houdao.feedback.experience.Cell;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The store of {@link TightenedCap}: those that hold now, and those that did not long ago. */
@ApplicationScoped
class TightenedCaps implements PanacheRepositoryBase<TightenedCap, String> {

    /** All that are known. */
    Map<Cell, TightenedCap> byCell() {
        return listAll().stream().collect(Collectors.toMap(TightenedCap::cell, Function.identity()));
    }

    /** Those in force that were to hold until {@code now} at least. */
    List<TightenedCap> calm(Instant now) {
        return list("dailyLimit is not null and calmAt <= ?1", now);
    }

    /** Forgets those that hold no more and changed last before {@code horizon}. */
    void forget(Instant horizon) {
        delete("dailyLimit is null and since < ?1", horizon);
    }

    /** Those in force in {@code scene}. */
    List<TightenedCap> in(String scene) {
        return list("scene = ?1 and dailyLimit is not null order by slotId, creativeId", scene);
    }
}
