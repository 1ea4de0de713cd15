package io.houdao.profile.switches;

import io.houdao.contracts.Json;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.feedback.ExperienceEvent.Mute;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code feedback.events}: a touchpoint muted on a device is muted on all of them. What cannot be read, or not be
 * done after a few tries, goes to the dead-letter topic.
 */
@ApplicationScoped
class MuteListener {

    private static final int TRIES = 3;

    private final SwitchesService switches;

    MuteListener(SwitchesService switches) {
        this.switches = switches;
    }

    @Incoming("feedback-events")
    @Blocking
    void on(byte[] body) {
        if (Json.read(body, ExperienceEvent.class) instanceof Mute mute) {
            mute(mute, TRIES);
        }
    }

    private void mute(Mute mute, int tries) {
        var person = mute.showing().personId();
        if (person != null) {
            try {
                switches.mute(person.value(), mute);
            } catch (RuntimeException e) {
                if (tries == 1) {
                    throw e;
                }
                mute(mute, tries - 1);
            }
        }
    }
}
