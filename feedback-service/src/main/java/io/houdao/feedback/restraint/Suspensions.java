package io.houdao.feedback.restraint;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The store of {@link Suspension}: those that hold now. */
@ApplicationScoped
class Suspensions implements PanacheRepositoryBase<Suspension, String> {

    List<Suspension> over(Instant now) {
        return list("until <= ?1", now);
    }

    List<Suspension> in(String scene) {
        return list("scene = ?1 order by slotId, creativeId", scene);
    }
}
