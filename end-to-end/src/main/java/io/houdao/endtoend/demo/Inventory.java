package io.houdao.endtoend.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The places of the demo world. A slot's file row says what is its own; the rest it has from its class and touchpoint. */
final class Inventory {

    private final List<JsonNode> lines = new ArrayList<>();
    private final Map<String, String> teamBySlot = new TreeMap<>();

    private Inventory() {}

    static Inventory ofTheWorld() {
        var inventory = new Inventory();
        var teamByTouchpoint = new HashMap<String, String>();
        for (var touchpoint : DataFiles.json("/world/touchpoints.json")) {
            teamByTouchpoint.put(
                    touchpoint.path("touchpointId").asText(),
                    touchpoint.path("ownerTeam").asText());
            inventory.lines.add(wrap("touchpoint", touchpoint));
        }
        var classes = DataFiles.json("/world/slot-classes.json");
        for (var row : DataFiles.lines("/world/slots.ndjson")) {
            var slot = ((ObjectNode) classes.path(row.path("slotClass").asText())).deepCopy();
            slot.setAll((ObjectNode) row);
            var team = teamByTouchpoint.get(row.path("touchpointId").asText());
            slot.put("ownerTeam", team);
            inventory.teamBySlot.put(row.path("slotId").asText(), team);
            inventory.lines.add(wrap("slot", slot));
        }
        return inventory;
    }

    private static JsonNode wrap(String name, JsonNode content) {
        return JsonNodeFactory.instance.objectNode().set(name, content);
    }

    /** In the form of {@code POST /v1/slots/import}, touchpoints before their slots. */
    List<JsonNode> lines() {
        return lines;
    }

    /** Who must consent before a slot shows anything; in the order of the slots' names. */
    Map<String, String> teamBySlot() {
        return teamBySlot;
    }
}
