package io.houdao.feedback.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How many events a device may report: a bucket of tokens for each, {@code burst} at the most, that fills again by so many a
 * second. Kept in memory, by each replica for itself; of devices not heard of for long it is forgotten that they were.
 */
@ApplicationScoped
class DeviceLimits {

    private static final int REMEMBERED = 200_000;

    private final long burst;
    private final double perSecond;
    private final Clock clock;
    private final Map<UUID, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    DeviceLimits(DeviceSettings settings, Clock clock) {
        this.burst = settings.burst();
        this.perSecond = settings.perSecond();
        this.clock = clock;
    }

    /**
     * Lets {@code events} of {@code device} pass.
     *
     * @throws TooMany where they are more than it may report now; then none of them counts against it
     */
    synchronized void pass(UUID device, int events) {
        var now = clock.instant();
        var left = tokens(device, now) - events;
        if (left < 0) {
            throw new TooMany(Duration.ofSeconds((long) Math.ceil(-left / perSecond)));
        }
        buckets.put(device, new Bucket(left, now));
    }

    private double tokens(UUID device, Instant now) {
        var bucket = buckets.get(device);
        // A clock that was set back must not shut a device out until it is that late again.
        if (bucket == null || now.isBefore(bucket.at())) {
            return burst;
        }
        var seconds = Duration.between(bucket.at(), now).toMillis() / 1_000.0;
        return Math.min(burst, bucket.tokens() + perSecond * seconds);
    }

    private record Bucket(double tokens, Instant at) {}

    /** More than a device may report now; it may again after {@link #pauseSeconds}. */
    static final class TooMany extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Duration pause;

        TooMany(Duration pause) {
            super("more events than one device may report");
            this.pause = pause;
        }

        long pauseSeconds() {
            return pause.toSeconds();
        }
    }
}
