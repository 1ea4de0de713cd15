package io.houdao.placement.exposure;

import io.houdao.placement.RealRedis;
import java.time.Clock;
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

    /** What a store remembers of someone who lives alone. */
    public static Memory of(ServingStore store, Subject subject) {
        try (var turn = store.begin(subject, List.of())) {
            return turn.memory();
        }
    }

    /** A client of that server. */
    public static SharedRedis redis(RealRedis server) {
        return new SharedRedis(server.vertx(), server.url());
    }

    public static ServingStore aStore(Clock clock) {
        return new HeapServingStore(clock);
    }
}
