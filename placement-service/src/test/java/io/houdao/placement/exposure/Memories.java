package io.houdao.placement.exposure;

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
        return store.recall(subject, List.of());
    }

    public static ServingStore aStore(Clock clock) {
        return new HeapServingStore(clock);
    }
}
