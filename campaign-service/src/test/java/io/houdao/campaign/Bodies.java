package io.houdao.campaign;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What decent advertisers send. */
public final class Bodies {

    public static final long BUDGET = 5_000_000_000L;

    private Bodies() {}

    public static Map<String, Object> campaign(Object... lineItems) {
        return with(Map.of("name", "软米 Soft rice", "category", "food"), "lineItems", List.of(lineItems));
    }

    public static Map<String, Object> lineItem(Object... creatives) {
        var body = new HashMap<String, Object>(Map.of(
                "name",
                "晚饭时间 At dinner",
                "delivery",
                "AUCTION",
                "bid",
                Map.of("model", "CPM", "amountMicros", 30_000_000),
                "budgetMicros",
                BUDGET,
                "startsAt",
                "2026-01-01T00:00:00Z",
                "endsAt",
                "2036-01-01T00:00:00Z",
                "audience",
                Map.of("basic", "city:beijing and not diet:low-carb", "aiot", "rice-texture:soft"),
                "scenes",
                List.of("home/entertainment"),
                "touchpoints",
                List.of("tv-launcher")));
        body.put("creatives", List.of(creatives));
        return body;
    }

    public static Map<String, Object> creative() {
        return Map.of(
                "benefit",
                "A sample bag of the rice that suits how you cook it",
                "landingUrl",
                "https://qinghe.example/soft",
                "claims",
                List.of("Harvested this autumn"),
                "childSafe",
                true,
                "usesData",
                List.of("city", "diet", "rice-texture"),
                "variants",
                List.of(Map.of(
                        "slotClass", "OTT",
                        "scenes", List.of("home/entertainment"),
                        "assets", Map.of("title", "软米", "image", "https://cdn.example/soft.png"))));
    }

    public static Map<String, Object> verdict(String outcome) {
        return Map.of(
                "verdict", outcome,
                "userBenefit", "A bag of rice is a bag of rice.",
                "sincerity", "It says who sells it and why you see it.",
                "sceneFit", "At dinner, on the screen that is on anyway.");
    }

    /** {@code body} with one field set. */
    public static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        var changed = new HashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    /** {@code body} without one field. */
    public static Map<String, Object> without(Map<String, Object> body, String field) {
        var changed = new HashMap<>(body);
        changed.remove(field);
        return changed;
    }
}
