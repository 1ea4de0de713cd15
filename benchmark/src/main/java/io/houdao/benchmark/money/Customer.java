package io.houdao.benchmark.money;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.contracts.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An advertiser with money, and what is done for it over HTTP until its line items run. */
final class Customer {

    private final Till till;
    private final Api operator;
    private final Api member;
    private final UUID id = UUID.randomUUID();

    /** Takes one on; it paid in {@code micros}. */
    Customer(Till till, long micros) throws IOException {
        this.till = till;
        this.operator = till.api("operator", "operator", Map.of());
        this.member = till.api("member", "advertiser", Map.of("advertiser", id.toString()));
        operator.post(
                "/v1/advertisers",
                Map.of(
                        "advertiserId", id,
                        "name", "Qinghe Rice",
                        "zone", "Asia/Shanghai",
                        "currency", "CNY",
                        "domains", List.of("qinghe.example")));
        deposit(micros, UUID.randomUUID().toString());
    }

    UUID id() {
        return id;
    }

    Api member() {
        return member;
    }

    /** Pays in more; once under one {@code key}, however often it is said. */
    void deposit(long micros, String key) throws IOException {
        operator.post(
                "/v1/advertisers/" + id + "/deposits", Map.of("amountMicros", micros, "reference", "benchmark"), key);
    }

    /** Drafts a campaign of these line items, one document each, and answers its id. */
    UUID draft(List<Map<String, Object>> lines) throws IOException {
        var campaign = member.post("/v1/campaigns", Map.of("name", "Soft rice", "category", "food"));
        var campaignId = campaign.path("campaignId").asText();
        var text = new StringBuilder();
        lines.forEach(line -> text.append(new String(Json.write(line), StandardCharsets.UTF_8))
                .append('\n'));
        member.postLines("/v1/campaigns/" + campaignId + "/line-items/import", text.toString());
        return UUID.fromString(campaignId);
    }

    /** Submits a campaign, and answers the id of its review. */
    UUID submit(UUID campaignId) throws IOException {
        JsonNode submitted = member.post("/v1/campaigns/" + campaignId + "/submit", Map.of());
        if (!submitted.path("status").asText().equals("in-review")) {
            throw new IllegalStateException("the campaign was not accepted: " + submitted);
        }
        return UUID.fromString(submitted.path("reviewId").asText());
    }

    /** Has a reviewer pass it: its line items run. */
    void pass(UUID reviewId) throws IOException {
        till.api("reviewer", "reviewer", Map.of())
                .post(
                        "/v1/reviews/" + reviewId + "/verdict",
                        Map.of(
                                "verdict", "pass",
                                "userBenefit", "A bag of rice is a bag of rice.",
                                "sincerity", "It says who sells it.",
                                "sceneFit", "At dinner."));
    }

    /** A line item that is paid by the impression. */
    static Map<String, Object> line(UUID id, long budgetMicros) {
        return line(id, "AUCTION", Map.of("model", "CPM", "amountMicros", 30_000_000), budgetMicros);
    }

    /** A line item that costs its whole budget as soon as it runs. */
    static Map<String, Object> fixed(UUID id, long priceMicros) {
        return line(id, "SPONSORSHIP", Map.of("model", "FIXED_TIME", "amountMicros", priceMicros), priceMicros);
    }

    private static Map<String, Object> line(UUID id, String delivery, Map<String, Object> bid, long budgetMicros) {
        var variant = Map.of(
                "slotClass", "OTT",
                "scenes", List.of("home/entertainment"),
                "assets", Map.of("title", "Rice", "image", "https://cdn.example/rice.png"));
        var creative = Map.of("benefit", "A sample bag of rice", "childSafe", true, "variants", List.of(variant));
        return new HashMap<>(Map.of(
                "lineItemId",
                id,
                "name",
                "At dinner",
                "delivery",
                delivery,
                "bid",
                bid,
                "budgetMicros",
                budgetMicros,
                "startsAt",
                "2026-01-01T00:00:00Z",
                "endsAt",
                "2036-01-01T00:00:00Z",
                "scenes",
                List.of("home/entertainment"),
                "creatives",
                List.of(creative)));
    }
}
