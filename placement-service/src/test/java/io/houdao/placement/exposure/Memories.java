package io.houdao.placement.exposure;

import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.RealRedis;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Memories for tests of other packages. */
public final class Memories {

    private Memories() {}

    /** The memory of someone who hid what has these fingerprints. */
    public static Memory thatHide(long... fingerprints) {
        var store = aStore(Clock.systemUTC());
        var subject = new Subject(true, UUID.randomUUID());
        for (var fingerprint : fingerprints) {
            store.hide(subject, fingerprint);
        }
        return of(store, subject);
    }

    /** The same, and that an earlier answer showed that. */
    public static Memory seen(Memory memory, Exposure exposure) {
        return memory.withOwn(memory.own().with(exposure));
    }

    /** The same, and that someone else of the household was shown that, and nothing else. */
    public static Memory seenAtHome(Memory memory, Exposure exposure) {
        return new Memory(memory.own(), List.of(Exposures.NONE.with(exposure)), Choices.NONE, Annoyances.NONE);
    }

    /** What a store remembers of someone who lives with these. */
    public static Memory of(ServingStore store, Subject subject, PersonId... restOfHousehold) {
        try (var turn = store.begin(subject, List.of(restOfHousehold))) {
            return turn.memory();
        }
    }

    /** A client of that server. */
    public static SharedRedis redis(RealRedis server) {
        return redis(server.vertx(), server.url());
    }

    /** A client of whatever listens there. */
    public static SharedRedis redis(Vertx vertx, String url) {
        return new SharedRedis(vertx, url);
    }

    /** A store in that Redis, which need not have been filled. However slow the machine is, no turn of it lapses. */
    public static ServingStore inRedis(SharedRedis redis, Duration patience, Clock clock) {
        return new RedisServingStore(redis, new HeapServingStore(clock), patience, Duration.ofMinutes(10), clock);
    }

    public static ServingStore aStore(Clock clock) {
        return new HeapServingStore(clock);
    }
}
