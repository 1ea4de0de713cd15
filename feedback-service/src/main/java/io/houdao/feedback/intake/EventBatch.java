package io.houdao.feedback.intake;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What a device reports at once.
 *
 * @param events 1 to 500, each read on its own, so that one that is wrong does not spoil the others
 */
record EventBatch(
        @NotNull(message = "is required: the list of events to report")
        @Size(min = 1, max = 500, message = "must hold 1 to 500 events")
        List<JsonNode> events) {}
