package io.houdao.campaign.stopship;

import io.houdao.kit.problem.Problems;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** All issues. */
@ApplicationScoped
class Issues implements PanacheRepositoryBase<Issue, UUID> {

    List<Issue> of(StopShip stop) {
        return list("stopShipId = ?1 order by position", stop.id());
    }

    Issue of(StopShip stop, UUID id) {
        return findByIdOptional(id)
                .filter(issue -> issue.stopShipId().equals(stop.id()))
                .orElseThrow(() -> Problems.notFound("issue", id));
    }
}
