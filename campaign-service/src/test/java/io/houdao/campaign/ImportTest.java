package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.contracts.Json;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ImportTest {

    private static final int MANY = 1_000;
    private static final int MOST = 10_000;

    @Test
    void anImportOfTenThousandIsWatchedWhileItRuns() throws Exception {
        var member = Member.with(0);
        var stranger = Member.with(0);
        var campaignId = member.draft(Bodies.campaign()).jsonPath().getUUID("campaignId");
        var imports = "/v1/campaigns/" + campaignId + "/line-items/imports";
        var importId = UUID.randomUUID();
        var bad = line(with(lineItem(), "budgetMicros", -5)) + line(with(lineItem(), "delivery", "WHENEVER"));

        try (var lines = new PipedOutputStream();
                var body = new PipedInputStream(lines, 1 << 16)) {
            var answer = member.api()
                    .importing("/v1/campaigns/" + campaignId + "/line-items/import?importId=" + importId, body);
            lines.write(bad.getBytes(StandardCharsets.UTF_8));
            writeItems(lines, 2, MOST / 2);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> member.api()
                            .get(imports + "/" + importId)
                            .then()
                            .statusCode(200)
                            .body("state", equalTo("running"))
                            .body("accepted", greaterThanOrEqualTo(MOST / 4))
                            .body("rejected", equalTo(2)));
            member.api().get(imports).then().body("items.importId", equalTo(List.of(importId.toString())));
            stranger.api().get(imports + "/" + importId).then().statusCode(404);
            writeItems(lines, MOST / 2, MOST);
            lines.close();

            var report = JsonPath.from(answer.get(5, TimeUnit.MINUTES).body());
            assertThat(report.getInt("accepted")).isEqualTo(MOST - 2);
            assertThat(report.getInt("rejected")).isEqualTo(2);
            assertThat(report.getString("state")).isEqualTo("done");
            assertThat(report.getList("problems.line")).containsExactly(1, 2);
            assertThat(report.getList("problems.field")).containsExactly("budgetMicros", "delivery");
        }
        member.api()
                .get("/v1/campaigns/" + campaignId + "/line-items?sort=-name&limit=1")
                .then()
                .body("items[0].name", equalTo("Number " + (MOST - 1)));
        member.api().get("/v1/campaigns/" + campaignId).then().body("lineItemCount", equalTo(MOST - 2));
        member.api().get(imports + "/" + importId).then().body("accepted", equalTo(MOST - 2));
    }

    private static void writeItems(OutputStream lines, int from, int to) throws IOException {
        var template = line(with(lineItem(), "name", "Number @"));
        for (var i = from; i < to; i++) {
            lines.write(template.replace("@", Integer.toString(i)).getBytes(StandardCharsets.UTF_8));
        }
        lines.flush();
    }

    @Test
    void anImportThatIsCutOffSaysSoAndKeepsWhatItHas() throws Exception {
        var member = Member.with(0);
        var campaignId = member.draft(Bodies.campaign()).jsonPath().getUUID("campaignId");
        var importId = UUID.randomUUID();
        var path = "/v1/campaigns/" + campaignId + "/line-items/import?importId=" + importId;
        var progress = "/v1/campaigns/" + campaignId + "/line-items/imports/" + importId;

        var lines = new PipedOutputStream();
        try (var body = new PipedInputStream(lines, 1 << 16)) {
            var answer = member.api().importing(path, body);
            writeItems(lines, 0, 300);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> member.api().get(progress).then().body("accepted", equalTo(200)));
            answer.cancel(true);
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> member.api()
                        .get(progress)
                        .then()
                        .body("state", equalTo("interrupted"))
                        .body("accepted", equalTo(200)));
        member.api().importLines(path, "").then().statusCode(409);
        member.api()
                .importLines(path.replace(importId.toString(), "nope"), "")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("importId"));
    }

    @Test
    void aThousandLineItemsAreImportedSubmittedAndPublished() {
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
                .body("lineItems.version", equalTo(List.of(0, 0)));
    }

    @Test
    void aLineWithAKnownIdChangesThatLineItem() {
        var member = Member.with(Bodies.BUDGET);
        var id = member.live(lineItem(creative()));
        var campaignId = member.lineItem(id).jsonPath().getUUID("campaignId");

        load(member, campaignId, line(with(with(lineItem(creative()), "lineItemId", id), "touchpoints", List.of())));

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
