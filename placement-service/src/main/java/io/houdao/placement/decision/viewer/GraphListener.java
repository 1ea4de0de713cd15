package io.houdao.placement.decision.viewer;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.profile.GraphEvent;
import io.houdao.placement.topic.TopicListener;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads {@code profile.graph} for who was merged, and who was not after all. The rest is said by projections. */
@Singleton
class GraphListener implements TopicListener {

    private final Departures departures;

    GraphListener(Departures departures) {
        this.departures = departures;
    }

    @Override
    public String topic() {
        return Topics.GRAPH;
    }

    @Override
    public void read(String key, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        var event = Json.read(value, GraphEvent.class);
        if (event instanceof GraphEvent.Merged merged) {
            departures.merged(merged.personId(), merged.into(), merged.version());
        } else if (event instanceof GraphEvent.Split split) {
            departures.returned(split.to(), split.version());
        }
    }
}
