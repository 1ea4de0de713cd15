package io.houdao.endtoend.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** campaign-service, as advertisers, reviewers and its operators use it. */
public final class CampaignDriver {

    private final Http http;
    private final Identities identities;

    public CampaignDriver(Http http, Identities identities) {
        this.http = http;
        this.identities = identities;
    }

    public List<JsonNode> advertisers() {
        return http.all("/v1/advertisers", identities.operator());
    }

    /** Takes an advertiser on; {@code advertiser} holds {@code advertiserId, name, zone, currency}. */
    public void register(JsonNode advertiser) {
        http.create(
                "/v1/advertisers",
                identities.operator(),
                advertiser.path("advertiserId").asText(),
                advertiser);
    }

    /**
     * Books money that an advertiser paid in.
     *
     * @param reference of the payment; the same reference books once
     */
    public void deposit(UUID advertiserId, long amountMicros, String reference) {
        http.create(
                "/v1/advertisers/" + advertiserId + "/deposits",
                identities.operator(),
                reference,
                Map.of("amountMicros", amountMicros, "reference", reference));
    }

    public List<JsonNode> campaigns(UUID advertiserId) {
        return http.all("/v1/campaigns", identities.advertiser(advertiserId));
    }

    /** All line items of a campaign. */
    public List<JsonNode> lineItems(UUID advertiserId, UUID campaignId) {
        return http.all("/v1/campaigns/" + campaignId + "/line-items", identities.advertiser(advertiserId));
    }

    /** Whether any of a campaign's line items was never handed in. */
    public boolean isDraft(UUID advertiserId, UUID campaignId) {
        return lineItems(advertiserId, campaignId).stream()
                .anyMatch(lineItem -> lineItem.path("status").asText().equals("draft"));
    }

    /** Drafts a campaign with its line items and creatives; the answer holds their ids. */
    public JsonNode draft(UUID advertiserId, String key, JsonNode campaign) {
        return http.create("/v1/campaigns", identities.advertiser(advertiserId), key, campaign)
                .body();
    }

    /** Adds many line items with their creatives to a campaign, one a line. */
    public Imported importLineItems(UUID advertiserId, UUID campaignId, List<JsonNode> lineItems) {
        return http.importLines(
                        "/v1/campaigns/" + campaignId + "/line-items/import",
                        identities.advertiser(advertiserId),
                        lineItems)
                .as(Imported.class);
    }

    /** Hands a campaign in: the bottom line is checked at once; the answer says what it found. */
    public JsonNode submit(UUID advertiserId, UUID campaignId) {
        return http.create(
                        "/v1/campaigns/" + campaignId + "/submit",
                        identities.advertiser(advertiserId),
                        UUID.randomUUID().toString(),
                        Map.of())
                .body();
    }

    /** What waits for a verdict on its values, oldest first. */
    public List<JsonNode> openReviews() {
        return http.all("/v1/reviews?status=open", identities.reviewer());
    }

    /** The reviewer's verdict on values, with its three required reasons. */
    public JsonNode pass(UUID reviewId, String userBenefit, String sincerity, String sceneFit) {
        return http.create(
                        "/v1/reviews/" + reviewId + "/verdict",
                        identities.reviewer(),
                        reviewId + " verdict",
                        Map.of(
                                "verdict", "pass",
                                "userBenefit", userBenefit,
                                "sincerity", sincerity,
                                "sceneFit", sceneFit))
                .body();
    }

    /** Takes a line item off the air for good. */
    public void stop(UUID advertiserId, UUID lineItemId) {
        http.create(
                "/v1/line-items/" + lineItemId + "/stop",
                identities.advertiser(advertiserId),
                lineItemId + " stop",
                Map.of());
    }

    /** What a campaign delivered and spent, per line item. */
    public JsonNode report(UUID advertiserId, UUID campaignId) {
        return http.get("/v1/campaigns/" + campaignId + "/report", identities.advertiser(advertiserId))
                .body();
    }
}
