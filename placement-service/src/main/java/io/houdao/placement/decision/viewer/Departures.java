package io.houdao.placement.decision.viewer;

import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.Subject;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Names that nobody goes by any more. Who was merged goes on under another name, and what they saw, hid and muted goes along.
 *
 * <p>That a name is given up is told on {@code profile.projections}, and that it was a merge on {@code profile.graph}: either may be
 * read first. So what belongs to a name that was given up waits, unused, until the merge or the erasure is read, and no
 * longer than {@link #PATIENCE}.
 */
@Singleton
public class Departures {

    static final Duration PATIENCE = Duration.ofHours(1);

    /** More merges in a row than one person goes through. */
    private static final int MOST_MERGES = 16;

    private final Projections projections;
    private final ServingStore store;
    private final Clock clock;
    private final Map<PersonId, Link> links = new ConcurrentHashMap<>();
    /** When it was read that the name was given up, by those of which no merge is known. */
    private final Map<PersonId, Instant> waiting = new ConcurrentHashMap<>();

    Departures(Projections projections, ServingStore store, Clock clock) {
        this.projections = projections;
        this.store = store;
        this.clock = clock;
    }

    /** The name is nobody's from now on. */
    synchronized void left(PersonId person) {
        if (successor(person) == null) {
            waiting.put(person, clock.instant());
        } else {
            carryOver(person);
        }
    }

    /** Whoever went by {@code person} goes by {@code into}. */
    synchronized void merged(PersonId person, PersonId into, long version) {
        if (link(person, new Link(version, into))) {
            waiting.remove(person);
            carryOver(person);
        }
    }

    /** The name, perhaps one that was given up in a merge, is somebody's. */
    synchronized void returned(PersonId person, long version) {
        link(person, new Link(version, null));
    }

    /* False where something newer is known. */
    private boolean link(PersonId person, Link link) {
        var present = links.get(person);
        if (present != null && present.version > link.version) {
            return false;
        }
        links.put(person, link);
        return true;
    }

    /** Nothing is kept under this name, and nothing that was goes anywhere. */
    public synchronized void forget(PersonId person) {
        waiting.remove(person);
        links.remove(person);
        links.values().removeIf(link -> person.equals(link.into));
        store.forget(Subject.of(person));
    }

    /** Who is meant by that name now: its successor, where it was given up in a merge. */
    PersonId current(PersonId named) {
        var person = named;
        for (var merges = 0; merges < MOST_MERGES && !projections.knows(person); merges++) {
            var next = successor(person);
            if (next == null) {
                return person;
            }
            person = next;
        }
        return person;
    }

    private @Nullable PersonId successor(PersonId person) {
        var link = links.get(person);
        return link == null ? null : link.into;
    }

    private void carryOver(PersonId person) {
        var next = successor(person);
        var into = next == null ? person : current(next);
        if (into.equals(person)) {
            return;
        }
        if (projections.knows(into) && !projections.allowsMemoryOf(into)) {
            store.forgetExposures(Subject.of(person));
        }
        store.merge(Subject.of(person), Subject.of(into));
    }

    /** Forgets who was neither merged nor asked to be forgotten. */
    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void forgetThoseWhoWaitedLongEnough() {
        var since = clock.instant().minus(PATIENCE);
        waiting.forEach((person, left) -> {
            if (left.isBefore(since) && waiting.remove(person, left)) {
                store.forget(Subject.of(person));
            }
        });
    }

    /**
     * What became of a name.
     *
     * @param into who goes on; absent where the name is somebody's
     */
    private record Link(long version, @Nullable PersonId into) {}
}
