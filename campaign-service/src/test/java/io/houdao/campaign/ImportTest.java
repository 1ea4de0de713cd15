package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.contracts.Json;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ImportTest {

    private static final int MANY = 4_000;

    @Test
    void thousandsOfLineItemsAreImportedSubmittedAndPublished() {
        var member = Member.with(MANY * Bodies.BUDGET);
        var campaignId = member.draft(Bodies.campaign()).jsonPath().getUUID("campaignId");
        var ids = IntStream.range(0, MANY).mapToObj(i -> UUID.randomUUID()).toList();
        var lines = ids.stream()
                .map(id -> line(with(with(lineItem(creative()), "lineItemId", id), "dealOnly", true)))
                .collect(Collectors.joining());

        load(member, campaignId, lines);
        member.inReview(campaignId);
        Member.pass(openReview(campaignId));

        try (var air = new Air()) {
            var wanted = new HashSet<>(ids);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                air.all().forEach(record -> wanted.remove(UUID.fromString(record.key())));
                return wanted.isEmpty();
            });
        }
        assertThat(member.available()).isZero();
    }

    private static UUID openReview(UUID campaignId) {
        var queue = Api.reviewer("reviewer-sun")
                .get("/v1/reviews?status=open&limit=200")
                .jsonPath();
        return queue.getUUID("items.find { it.campaignId == '" + campaignId + "' }.reviewId");
    }

    @Test
    void aFileThatIsSentAgainAddsNothing() {
        var member = Member.with(0);
        var campaignId = member.draft(Bodies.campaign()).jsonPath().getUUID("campaignId");
        var lines = line(lineItem(creative())) + line(with(lineItem(creative()), "name", "Another"));

        load(member, campaignId, lines)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("rejected", equalTo(0));
        load(member, campaignId, lines).then().statusCode(200).body("accepted", equalTo(2));

        member.api()
                .get("/v1/campaigns/" + campaignId)
                .then()
                .body("lineItemCount", equalTo(2))
                .body("lineItems", hasSize(2))
                .body("lineItems.version", equalTo(java.util.List.of(0, 0)));
    }

    @Test
    void aLineWithAKnownIdChangesThatLineItem() {
        var member = Member.with(Bodies.BUDGET);
        var id = member.live(lineItem(creative()));
        var campaignId = member.lineItem(id).jsonPath().getUUID("campaignId");

        load(
                member,
                campaignId,
                line(with(with(lineItem(creative()), "lineItemId", id), "touchpoints", java.util.List.of())));

        assertThat(member.status(id)).isEqualTo("draft");
        assertThat(member.available()).isEqualTo(Bodies.BUDGET);
    }

    @Test
    void aBadLineIsToldWithItsNumberAndFieldAndHoldsNobodyUp() {
        var member = Member.with(0);
        var stranger = Member.with(0);
        var foreign = stranger.draft(Bodies.campaign(lineItem())).jsonPath().getUUID("lineItems[0].lineItemId");
        var campaignId = member.draft(Bodies.campaign()).jsonPath().getUUID("campaignId");
        var lines = line(lineItem(creative()))
                + "{\"name\":\n"
                + line(with(lineItem(), "budgetMicros", -5))
                + line(with(lineItem(), "status", "live"))
                + "\n"
                + line(with(lineItem(), "lineItemId", foreign))
                + line(with(lineItem(), "audience", Map.of("aiot", "rice-texture")))
                + line(with(lineItem(creative()), "name", "The last"));

        load(member, campaignId, lines)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("rejected", equalTo(5))
                .body("problems.line", hasItems(2, 3, 4, 6, 7))
                .body("problems.find { it.line == 3 }.field", equalTo("budgetMicros"))
                .body("problems.find { it.line == 4 }.field", equalTo("status"))
                .body("problems.find { it.line == 6 }.field", equalTo("lineItemId"))
                .body("problems.find { it.line == 7 }.field", equalTo("audience.aiot"));
        assertThat(stranger.lineItem(foreign).jsonPath().getInt("version")).isZero();
    }

    private static Response load(Member member, UUID campaignId, String lines) {
        return member.api().importLines("/v1/campaigns/" + campaignId + "/line-items/import", lines);
    }

    private static String line(Map<String, Object> body) {
        return new String(Json.write(body), StandardCharsets.UTF_8) + "\n";
    }
}
