package io.houdao.placement.exposure;

import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The serving store of a single replica, in its own heap: about 240 bytes a subject, and for an exposure 64 and at most a third as much
 * again. What a subject saw is at most {@value #MOST_EXPOSURES} exposures, so nobody costs more than 44 kB. At most
 * {@value #MOST_LASTING} of them outlive the horizon, so someone who saw nothing for so long costs no more than 22 kB.
 */
final class HeapServingStore implements ServingStore {

    static final int MOST_EXPOSURES = 512;
    /** Half of them, so that lasting ones never crowd out what was seen lately. */
    static final int MOST_LASTING = 256;

    private static final int STRIPES = 4_096;

    private final Map<Subject, Recollection> recollections = new ConcurrentHashMap<>();
    /** One turn of a household at a time; households share a lock by chance, and then wait for microseconds. */
    private final ReentrantLock[] turns =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    /** One change of a subject at a time. Whoever holds one of these waits for nothing else. */
    private final Object[] changes = Stream.generate(Object::new).limit(STRIPES).toArray();

    private final Clock clock;

    HeapServingStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Turn begin(Subject subject, Collection<PersonId> restOfHousehold) {
        var household = Subject.first(subject, restOfHousehold);
        var lock = turns[Math.floorMod(Fingerprint.of(household.id()), STRIPES)];
        lock.lock();
        return new HeapTurn(subject, recall(subject, restOfHousehold), lock);
    }

    @Override
    public Memory choices(Subject subject) {
        return new Memory(Exposures.NONE, List.of(), of(subject).choices(), Annoyances.NONE);
    }

    @Override
    public boolean needsFilling() {
        return false;
    }

    @Override
    public void filled() {}

    @Override
    public boolean mayWait() {
        return false;
    }

    private Memory recall(Subject subject, Collection<PersonId> restOfHousehold) {
        var found = of(subject);
        return new Memory(found.exposures(), exposuresOf(restOfHousehold), found.choices(), found.annoyances());
    }

    private List<Exposures> exposuresOf(Collection<PersonId> people) {
        return people.isEmpty()
                ? List.of()
                : people.stream()
                        .map(person -> of(Subject.of(person)).exposures())
                        .toList();
    }

    private Recollection of(Subject subject) {
        var known = recollections.get(subject);
        return known == null ? Recollection.NONE : known.with(known.exposures().latest());
    }

    @Override
    public void remember(Subject subject, Exposure exposure) {
        if (exposure.lasting() || exposure.at() >= oldest()) {
            update(subject, known -> known.with(bounded(known.exposures().growing(exposure))));
        }
    }

    @Override
    public void hide(Subject subject, long fingerprint) {
        update(subject, known -> known.with(known.choices().hiding(fingerprint)));
    }

    @Override
    public void mute(Subject subject, TouchpointId touchpoint, Instant until) {
        update(subject, known -> known.with(known.choices().muting(touchpoint, until)));
    }

    @Override
    public void annoy(Subject subject, long event, Instant at) {
        update(subject, known -> known.with(known.annoyances().with(event, at.toEpochMilli())));
    }

    @Override
    public void forgetExposures(Subject subject) {
        update(subject, known -> new Recollection(Exposures.NONE, known.choices(), Annoyances.NONE).orNull());
    }

    @Override
    public void merge(Subject from, Subject into) {
        var known = take(from);
        if (!known.equals(Recollection.NONE)) {
            update(into, own -> {
                var both = own.and(known);
                return both.with(bounded(both.exposures()));
            });
        }
    }

    private Recollection take(Subject subject) {
        synchronized (lock(subject)) {
            var known = of(subject);
            recollections.remove(subject);
            return known;
        }
    }

    @Override
    public void forget(Subject subject) {
        take(subject);
    }

    /* Replaces what is known, or lets go of it where that is null; what was written behind it is there already. */
    private void update(Subject subject, Function<Recollection, @Nullable Recollection> change) {
        synchronized (lock(subject)) {
            var changed = change.apply(of(subject));
            if (changed == null) {
                recollections.remove(subject);
            } else if (!changed.equals(of(subject))) {
                recollections.put(subject, changed);
            }
        }
    }

    private Object lock(Subject subject) {
        return changes[Math.floorMod(Fingerprint.of(subject.id()), STRIPES)];
    }

    private Exposures bounded(Exposures exposures) {
        return exposures.within(oldest(), MOST_EXPOSURES, MOST_LASTING);
    }

    private long oldest() {
        return clock.instant().minus(Duration.ofDays(HORIZON_DAYS)).toEpochMilli();
    }

    @Override
    public void forgetOld() {
        recollections
                .keySet()
                .forEach(subject -> update(
                        subject, known -> known.with(bounded(known.exposures())).orNull()));
    }

    private final class HeapTurn implements Turn {

        private final Subject subject;
        private final Memory memory;
        private final ReentrantLock lock;

        HeapTurn(Subject subject, Memory memory, ReentrantLock lock) {
            this.subject = subject;
            this.memory = memory;
            this.lock = lock;
        }

        @Override
        public Memory memory() {
            return memory;
        }

        @Override
        public void remember(Exposure exposure) {
            HeapServingStore.this.remember(subject, exposure);
        }

        @Override
        public void close() {
            lock.unlock();
        }
    }
}
