package io.houdao.placement.decision;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.placement.decision.viewer.Recollections;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.pacing.Traffic;
import io.houdao.placement.topic.TopicListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code placement.decisions} at start, so that caps hold over a restart, and to learn of the last day's traffic. */
@Singleton
class DecisionsListener implements TopicListener {

    private final Recollections recollections;
    private final ServingStore store;
    private final Traffic traffic;

    DecisionsListener(Recollections recollections, ServingStore store, Traffic traffic) {
        this.recollections = recollections;
        this.store = store;
        this.traffic = traffic;
    }

    @Override
    public String topic() {
        return Topics.DECISIONS;
    }

    @Override
    public void read(String key, byte @Nullable [] value) {
        if (value != null) {
            read(Json.read(value, DecisionMade.class));
        }
    }

    private void read(DecisionMade decision) {
        traffic.told(decision.decidedAt());
        if (decision instanceof DecisionMade.Shown shown) {
            recollections.shown(shown.showing());
        }
    }

    @Override
    public void batchRead() {
        traffic.toldAll();
        store.filled();
    }

    @Override
    public Optional<Duration> horizon() {
        return Optional.of(Duration.ofDays(ServingStore.HORIZON_DAYS));
    }

    @Override
    public boolean endsWhenCaughtUp() {
        return true;
    }

    @Override
    public boolean needsCatalogue() {
        return true;
    }
}
