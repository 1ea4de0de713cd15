package io.houdao.profile.consent;

import io.houdao.contracts.DeviceKind;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.trace.Traces;
import io.houdao.profile.People;
import io.houdao.profile.projection.Projections;
import io.houdao.profile.projection.Projections.Held;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes what people say to cells, and keeps every word of it. */
@ApplicationScoped
public class ConsentService {

    /** What each waits for is what all of them take: a few milliseconds. */
    private static final int MOST_AT_ONCE = 128;

    private final Permissions permissions;
    private final Words words;
    private final PermissionChanges history;
    private final People people;
    private final Projections projections;
    private final Clock clock;
    private final Turns<Said, Supplier<PermissionView>> turns =
            new Turns<>(MOST_AT_ONCE, Said::person, this::decideTogether, this::decideAlone);

    ConsentService(
            Permissions permissions,
            Words words,
            PermissionChanges history,
            People people,
            Projections projections,
            Clock clock) {
        this.permissions = permissions;
        this.words = words;
        this.history = history;
        this.people = people;
        this.projections = projections;
        this.clock = clock;
    }

    /**
     * Takes what {@code person} says, together with what others say at this moment. What is traced is done by itself: its
     * events tell of one trace.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 if there is no such person; 409 for the yes of a child
     */
    PermissionView decide(UUID person, PermissionBody body) {
        var said = new Said(person, body);
        var answer = Traces.current() == null ? turns.ask(said) : decideAlone(said);
        return answer.get();
    }

    private List<Supplier<PermissionView>> decideTogether(List<Said> said) {
        var people = said.stream().map(Said::person).toList();
        return projections.changingTogether(people, held -> decide(said, held));
    }

    private Supplier<PermissionView> decideAlone(Said said) {
        var people = Set.of(said.person());
        return projections.changing(
                people, Set.of(), held -> decide(List.of(said), held).get(0));
    }

    /** What is to be answered to each, who are different people: the permission, or a problem that is thrown. */
    private List<Supplier<PermissionView>> decide(List<Said> said, Held held) {
        var children = words.children(sayYes(said), LocalDate.now(clock));
        var heard = said.stream()
                .filter(one -> held.people().contains(one.person()) && !children.contains(one.person()))
                .toList();
        var decidedAt = words.take(heard, clock.instant());
        return said.stream()
                .map(one -> answer(one, held.people().contains(one.person()), decidedAt.get(one.person())))
                .toList();
    }

    private static List<UUID> sayYes(List<Said> said) {
        return said.stream()
                .filter(one -> one.body().decision() == Decision.GRANTED)
                .map(Said::person)
                .toList();
    }

    /** A child's yes is none, and must not become one when they turn fourteen. */
    private static Supplier<PermissionView> answer(Said said, boolean isThere, @Nullable Instant decidedAt) {
        if (!isThere) {
            return () -> {
                throw Problems.notFound("person", said.person());
            };
        }
        if (decidedAt == null) {
            return () -> {
                throw Problems.conflict(
                        "A child under fourteen cannot allow the use of their data. Ask again when they are.");
            };
        }
        return () -> PermissionView.of(said.body(), decidedAt);
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
        projections.unpack(Set.of(person));
        return Page.of(permissions.of(person, limit + 1, after), limit, Permission::position)
                .map(Permission::view);
    }

    @Transactional
    Page<PermissionView> history(UUID person, int limit, @Nullable Cursor after) {
        people.get(person);
        projections.unpack(Set.of(person));
        return Page.of(history.of(person, limit + 1, after), limit, PermissionChange::position)
                .map(PermissionChange::view);
    }
}
