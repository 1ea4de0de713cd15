package io.houdao.profile.audience;

import io.houdao.contracts.campaign.Audience;
import io.houdao.profile.projection.Projections;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Estimates sizes of audiences. The same question about the same snapshot gets the same answer: whoever asks a thousand
 * times cannot average the noise away. A snapshot is made anew every now and then from what leaves, so that a person who is
 * forgotten is in none after that.
 */
@ApplicationScoped
class Audiences {

    private static final int MOST_ANSWERS = 10_000;

    private final Projections projections;
    private final DiscreteLaplace noise;
    private final int minimum;
    private final Clock clock;
    private volatile @Nullable Snapshot snapshot;

    Audiences(
            Projections projections,
            Clock clock,
            @ConfigProperty(name = "houdao.audience.minimum") int minimum,
            @ConfigProperty(name = "houdao.audience.noise-scale") int noiseScale) {
        this.projections = projections;
        this.clock = clock;
        this.minimum = minimum;
        this.noise = new DiscreteLaplace(noiseScale, new SecureRandom());
    }

    @Scheduled(every = "${houdao.audience.snapshot-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void takeSnapshot() {
        var asOf = clock.instant();
        var index = new AudienceIndex();
        projections.forEachPublished(index::add);
        index.complete();
        snapshot = new Snapshot(index, asOf);
    }

    /**
     * How many people there are, within the noise; told only from {@link Estimate#minimum} on. Until the first snapshot is
     * there, nobody knows: that is not the same as too few.
     */
    Estimate estimate(Audience audience) {
        var now = snapshot;
        if (now == null) {
            return new Estimate(true, null, minimum, null);
        }
        return now.answers.computeIfAbsent(audience, asked -> estimate(asked, now));
    }

    /** The true count decides whether there is an answer: noise must not lift an audience over the minimum. */
    private Estimate estimate(Audience audience, Snapshot now) {
        var count = now.index.count(audience);
        if (count < minimum) {
            return new Estimate(false, null, minimum, now.asOf);
        }
        return new Estimate(true, Math.max(minimum, count + noise.sample()), minimum, now.asOf);
    }

    private static final class Snapshot {

        private final AudienceIndex index;
        private final Instant asOf;
        private final Map<Audience, Estimate> answers = Collections.synchronizedMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Audience, Estimate> eldest) {
                return size() > MOST_ANSWERS;
            }
        });

        Snapshot(AudienceIndex index, Instant asOf) {
            this.index = index;
            this.asOf = asOf;
        }
    }
}
