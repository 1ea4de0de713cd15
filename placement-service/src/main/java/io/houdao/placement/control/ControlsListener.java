package io.houdao.placement.control;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.contracts.feedback.ExperienceControl.ResponseRates;
import io.houdao.placement.topic.TopicListener;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code experience.controls}. */
@Singleton
class ControlsListener implements TopicListener {

    private final Controls controls;
    private final Event<RatesChanged> ratesChanged;
    private final Set<CreativeId> rated = new HashSet<>();

    ControlsListener(Controls controls, Event<RatesChanged> ratesChanged) {
        this.controls = controls;
        this.ratesChanged = ratesChanged;
    }

    @Override
    public String topic() {
        return Topics.CONTROLS;
    }

    /* What is lifted needs no word: then people are expected to respond as they do to anything. */
    @Override
    public void read(String key, byte @Nullable [] value) {
        if (value == null) {
            controls.lift(key);
            return;
        }
        var control = Json.read(value, ExperienceControl.class);
        controls.set(control);
        if (control instanceof ResponseRates rates) {
            rated.add(rates.creativeId());
        }
    }

    @Override
    public void batchRead() {
        if (!rated.isEmpty()) {
            ratesChanged.fire(new RatesChanged(Set.copyOf(rated)));
            rated.clear();
        }
    }
}
