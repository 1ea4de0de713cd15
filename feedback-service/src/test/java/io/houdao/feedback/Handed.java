package io.houdao.feedback;

import io.houdao.contracts.placement.Showing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An ad in the hands of a device: what was shown, and the receipt that came with it. */
public record Handed(Showing showing, String receipt) {

    /** What the device reports of it, a second after it was handed out. */
    public Map<String, Object> event(String type, Object... fields) {
        return eventAt(showing.decidedAt().plusSeconds(1), type, fields);
    }

    public Map<String, Object> eventAt(Instant occurredAt, String type, Object... fields) {
        var event = new LinkedHashMap<String, Object>();
        event.put("receipt", receipt);
        event.put("type", type);
        event.put("occurredAt", occurredAt.toString());
        for (var i = 0; i < fields.length; i += 2) {
            event.put((String) fields[i], fields[i + 1]);
        }
        return event;
    }

    public Map<String, Object> close() {
        return event("close", "shown", "PT1.2S");
    }

    public Map<String, Object> offered() {
        return event("offered", "after", "PT0.8S");
    }
}
