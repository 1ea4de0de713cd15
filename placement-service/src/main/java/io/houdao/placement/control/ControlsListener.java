package io.houdao.placement.control;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.placement.topic.TopicListener;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads {@code experience.controls}. */
@Singleton
class ControlsListener implements TopicListener {

    private final Controls controls;

    ControlsListener(Controls controls) {
        this.controls = controls;
    }

    @Override
    public String topic() {
        return Topics.CONTROLS;
    }

    @Override
    public void read(String key, byte @Nullable [] value) {
        if (value == null) {
            controls.lift(key);
        } else {
            controls.set(Json.read(value, ExperienceControl.class));
        }
    }
}
