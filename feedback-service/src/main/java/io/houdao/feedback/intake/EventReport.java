package io.houdao.feedback.intake;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What became of a batch: {@code accepted} events are safe and will count, those {@code refused} never will as they are. */
@RegisterForReflection
record EventReport(int accepted, List<Refusal> refused) {

    /** Why the event at {@code index}, counted from 0, was refused. */
    @RegisterForReflection
    record Refusal(int index, String field, String detail) {}
}
