package io.houdao.endtoend.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** placement-service, as devices, product teams and its operators use it. */
public final class PlacementDriver {

    private final Http http;
    private final Identities identities;

    public PlacementDriver(Http http, Identities identities) {
        this.http = http;
        this.identities = identities;
    }

    /** Adds a moment of the day that ads may be asked for. */
    public void addMoment(String moment, String zh, String en) {
        http.put("/v1/scenes/moments/" + moment, identities.operator(), Map.of("name", Map.of("zh", zh, "en", en)));
    }

    /** Adds or replaces touchpoints and slots, one {@code {"touchpoint":…}} or {@code {"slot":…}} a line. */
    public Imported importInventory(List<JsonNode> lines) {
        return http.importLines("/v1/slots/import", identities.operator(), lines)
                .as(Imported.class);
    }

    public List<JsonNode> slots() {
        return http.all("/v1/slots", identities.operator());
    }

    /** The owning team lets ads into a slot of its product. */
    public JsonNode open(String slotId, String ownerTeam) {
        return http.put("/v1/slots/" + slotId + "/consent", identities.operatorOf(ownerTeam), Map.of())
                .body();
    }

    /** A device asks what one slot should show in a scene. */
    public Decision ask(UUID deviceId, String scene, String slotId) {
        return ask(deviceId, scene, List.of(Opportunity.at(slotId))).get(0);
    }

    /** A device asks about several places at once; the answers come in the same order. */
    public List<Decision> ask(UUID deviceId, String scene, List<Opportunity> opportunities) {
        var places = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < opportunities.size(); i++) {
            places.add(opportunities.get(i).asJson(String.valueOf(i + 1)));
        }
        var answer = http.post(
                "/v1/decisions", identities.device(deviceId), Map.of("scene", scene, "opportunities", places));
        return answer.as(Decided.class).decisions();
    }

    /** What was considered and why each candidate lost, for an operator. */
    public JsonNode explain(UUID decisionId) {
        return http.get("/v1/decisions/" + decisionId + "/explanation", identities.operator())
                .body();
    }

    /** What the service sees of the rest of the suite at this moment. */
    public JsonNode view() {
        return http.get("/v1/view", identities.operator()).body();
    }

    /**
     * One place that could show something.
     *
     * @param deal the only line item it may be filled from; absent where any may
     */
    public record Opportunity(String slotId, @Nullable UUID deal) {

        public static Opportunity at(String slotId) {
            return new Opportunity(slotId, null);
        }

        private Map<String, Object> asJson(String opportunityId) {
            return deal == null
                    ? Map.of("opportunityId", opportunityId, "slotId", slotId)
                    : Map.of("opportunityId", opportunityId, "slotId", slotId, "deals", List.of(deal.toString()));
        }
    }

    private record Decided(List<Decision> decisions) {}
}
