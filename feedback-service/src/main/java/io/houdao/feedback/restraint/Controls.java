package io.houdao.feedback.restraint;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.kit.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells placement-service what to obey, in the transaction in which it was decided. */
@ApplicationScoped
class Controls {

    private final Outbox outbox;

    Controls(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Sets a control, in place of the one of the same scope. */
    void set(ExperienceControl control) {
        outbox.append(Topics.CONTROLS, control.scope(), "io.houdao.feedback.control.set", Json.write(control));
    }

    /** Lifts the control of {@code scope}. */
    void lift(String scope) {
        outbox.append(Topics.CONTROLS, scope, "io.houdao.feedback.control.lifted", null);
    }
}
