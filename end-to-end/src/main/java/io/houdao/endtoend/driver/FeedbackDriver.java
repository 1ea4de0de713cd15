package io.houdao.endtoend.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** feedback-service, as devices and its operators use it. */
public final class FeedbackDriver {

    /** Most events in one request. */
    public static final int BATCH = 500;

    private final Http http;
    private final Identities identities;

    public FeedbackDriver(Http http, Identities identities) {
        this.http = http;
        this.identities = identities;
    }

    /**
     * A device tells what happened to ads that it was given, at most {@link #BATCH} events at once.
     *
     * @return how many were accepted: they are in Kafka and will count, once each
     * @throws IllegalStateException if one was refused
     */
    public int tell(UUID deviceId, List<Event> events) {
        var answer = http.post("/v1/events", identities.device(deviceId), Map.of("events", events))
                .body();
        if (!answer.path("refused").isEmpty()) {
            throw new IllegalStateException("events were refused: " + answer.path("refused"));
        }
        return answer.path("accepted").asInt();
    }

    /** Whoever sits at a device complains about an ad that it was given. */
    public void complain(UUID deviceId, String receipt, String category, String words) {
        var complaint = Map.of(
                "receipt",
                receipt,
                "type",
                "complaint",
                "occurredAt",
                Instant.now().toString(),
                "category",
                category,
                "text",
                words);
        http.post("/v1/events", identities.device(deviceId), Map.of("events", List.of(complaint)));
    }

    /** An agent takes the complaint about a decision, and answers it with days without ads. */
    public void grantAdFreeDays(UUID decisionId, int days, String words) {
        var complaint = "/v1/complaints/" + decisionId;
        http.put(complaint + "/owner", identities.agent(), Map.of());
        var remedy = Map.of("kind", "ad-free", "amount", days);
        http.create(
                complaint + "/answer",
                identities.agent(),
                decisionId + " answer",
                Map.of("text", words, "remedy", remedy));
    }

    /** How often people closed what they were shown, by {@code groupBy}: scene, slot, creative, or several of them. */
    public List<JsonNode> closeRates(String groupBy) {
        return http.all("/v1/experience/close-rates?groupBy=" + groupBy, identities.operator());
    }

    /** The same in one scene. */
    public List<JsonNode> closeRates(String groupBy, String scene) {
        return http.all(
                "/v1/experience/close-rates?groupBy=" + groupBy + "&scene=" + Http.encode(scene),
                identities.operator());
    }

    /** What got worse on a day, and what was done about it. */
    public JsonNode digest(String day) {
        return http.get("/v1/experience/digest?day=" + day, identities.operator())
                .body();
    }

    /** Every scene's price of harm. */
    public List<JsonNode> scenes() {
        return http.all("/v1/restraint/scenes", identities.operator());
    }

    /** The price of harm in one scene, in micros; 0 where it never met harm. */
    public long priceOfHarm(String scene) {
        return scenes().stream()
                .filter(item -> item.path("scene").asText().equals(scene))
                .mapToLong(item -> item.path("priceMicros").asLong())
                .findFirst()
                .orElse(0);
    }

    /** Every act of restraint, newest first. */
    public List<JsonNode> acts() {
        return http.all("/v1/restraint/acts", identities.operator());
    }

    /** An operator takes an act back. */
    public void reverse(UUID actId, String reason) {
        http.create(
                "/v1/restraint/acts/" + actId + "/reversal",
                identities.operator(),
                actId + " reversal",
                Map.of("reason", reason));
    }

    /** Sets the share of showings in a scene that may meet negative feedback before the scene gives way. */
    public void accept(String scene, double share) {
        http.put("/v1/restraint/scenes/" + scene, identities.operator(), Map.of("acceptedShare", share));
    }
}
