package io.houdao.profile.consent;

import io.houdao.contracts.DeviceKind;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.profile.People;
import io.houdao.profile.projection.Projections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes what people say to cells, and keeps every word of it. */
@ApplicationScoped
public class ConsentService {

    private final Permissions permissions;
    private final PermissionChanges history;
    private final People people;
    private final Projections projections;
    private final Clock clock;

    ConsentService(
            Permissions permissions, PermissionChanges history, People people, Projections projections, Clock clock) {
        this.permissions = permissions;
        this.history = history;
        this.people = people;
        this.projections = projections;
        this.clock = clock;
    }

    PermissionView decide(UUID person, PermissionBody body) {
        return projections.changing(person, () -> {
            requireOldEnough(person, body.decision());
            var decidedAt = permissions.decide(person, body, clock.instant());
            return PermissionView.of(body, decidedAt);
        });
    }

    /** A child's yes is none, and must not become one when they turn fourteen. */
    private void requireOldEnough(UUID person, Decision decision) {
        if (decision == Decision.GRANTED && people.get(person).isChildAt(LocalDate.now(clock))) {
            throw Problems.conflict(
                    "A child under fourteen cannot allow the use of their data. Ask again when they are.");
        }
    }

    /**
     * Closes every open cell of a surface because a signal objects; only the person's own word opens one again.
     *
     * @param signal what is noted as the text: the names of the signals
     * @return how many were open
     */
    public int close(UUID person, DeviceKind surface, String signal) {
        return projections.changing(person, () -> {
            var open = permissions.granted(person, surface);
            open.forEach(permission -> history.persist(permission.close(signal, clock.instant())));
            return open.size();
        });
    }

    @Transactional
    Page<PermissionView> list(UUID person, int limit, @Nullable Cursor after) {
        people.get(person);
        return Page.of(permissions.of(person, limit + 1, after), limit, Permission::position)
                .map(Permission::view);
    }

    @Transactional
    Page<PermissionView> history(UUID person, int limit, @Nullable Cursor after) {
        people.get(person);
        return Page.of(history.of(person, limit + 1, after), limit, PermissionChange::position)
                .map(PermissionChange::view);
    }
}
