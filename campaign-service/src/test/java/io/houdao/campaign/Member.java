package io.houdao.campaign;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An advertiser that was taken on for one test, and what its member does. */
public final class Member {

    /** The zone of most of them. */
    public static final String ZONE = "Asia/Shanghai";

    private final UUID advertiserId;
    private final Api api;

    private Member(UUID advertiserId) {
        this.advertiserId = advertiserId;
        this.api = Api.advertiser(advertiserId);
    }

    /** A member of a new advertiser whose account holds {@code micros}. */
    public static Member with(long micros) {
        return with(micros, ZONE);
    }

    /** The same of one whose days are those of {@code zone}. */
    public static Member with(long micros, String zone) {
        var advertiserId = UUID.randomUUID();
        Api.operator()
                .create(
                        "/v1/advertisers",
                        Map.of(
                                "advertiserId",
                                advertiserId,
                                "name",
                                "青禾大米 Qinghe Rice",
                                "zone",
                                zone,
                                "currency",
                                "CNY",
                                "domains",
                                List.of("qinghe.example")))
                .then()
                .statusCode(201);
        if (micros > 0) {
            Api.operator()
                    .create(
                            "/v1/advertisers/" + advertiserId + "/deposits",
                            Map.of("amountMicros", micros, "reference", "transfer 1"))
                    .then()
                    .statusCode(201);
        }
        return new Member(advertiserId);
    }

    public UUID advertiserId() {
        return advertiserId;
    }

    public Api api() {
        return api;
    }

    /** Drafts a campaign and answers its whole document. */
    public Response draft(Map<String, Object> campaign) {
        var response = api.create("/v1/campaigns", campaign);
        response.then().statusCode(201);
        return response;
    }

    public Response submit(UUID campaignId) {
        return api.post("/v1/campaigns/" + campaignId + "/submit");
    }

    /** Submits what must hold the bottom line, and answers the id of its review. */
    public UUID inReview(UUID campaignId) {
        var response = submit(campaignId);
        response.then().statusCode(200).body("status", org.hamcrest.Matchers.equalTo("in-review"));
        return response.jsonPath().getUUID("reviewId");
    }

    public static void pass(UUID reviewId) {
        Api.reviewer("reviewer-sun")
                .post("/v1/reviews/" + reviewId + "/verdict", Bodies.verdict("pass"))
                .then()
                .statusCode(200);
    }

    /** One line item that is live. */
    public UUID live(Map<String, Object> lineItem) {
        var campaign = draft(Bodies.campaign(lineItem));
        pass(inReview(campaign.jsonPath().getUUID("campaignId")));
        return campaign.jsonPath().getUUID("lineItems[0].lineItemId");
    }

    public long available() {
        return account("availableMicros");
    }

    public long account(String field) {
        return api.get("/v1/advertisers/" + advertiserId + "/account")
                .jsonPath()
                .getLong(field);
    }

    public Response lineItem(UUID id) {
        return api.get("/v1/line-items/" + id);
    }

    public String status(UUID lineItemId) {
        return lineItem(lineItemId).jsonPath().getString("status");
    }

    public long version(UUID lineItemId) {
        return lineItem(lineItemId).jsonPath().getLong("version");
    }
}
