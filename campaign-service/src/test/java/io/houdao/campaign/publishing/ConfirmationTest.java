package io.houdao.campaign.publishing;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.campaign.Air;
import io.houdao.campaign.Api;
import io.houdao.campaign.Believed;
import io.houdao.campaign.Bodies;
import io.houdao.campaign.Member;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was said last is confirmed, and nothing else. Who may ask at all is held by EndpointsTest. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ConfirmationTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String DIGEST = "0".repeat(64);

    private Member member;
    private Air air;

    @BeforeEach
    void open() {
        member = Member.with(10 * Bodies.BUDGET);
        air = new Air();
    }

    @AfterEach
    void close() {
        air.close();
    }

    @Test
    void whatIsNoRecordIsRefusedByName() {
        var id = UUID.randomUUID().toString();

        refused(List.of(), "records");
        refused(Collections.nCopies(1_001, Map.of("lineItemId", id, "digest", DIGEST)), "records");
        refused(List.of(Map.of("digest", DIGEST)), "records[0].lineItemId");
        refused(List.of(Map.of("lineItemId", id)), "records[0].digest");
        for (var digest : List.of("", DIGEST + "0", DIGEST.substring(1), "G" + DIGEST.substring(1), "' or true --")) {
            refused(List.of(Map.of("lineItemId", id, "digest", digest)), "records[0].digest");
        }
    }

    private static void refused(List<Map<String, String>> records, String field) {
        asking(records)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo(field));
    }

    @Test
    void whatNobodySaidIsNotConfirmed() {
        var said = said(live(), 1).get(0);
        var digest = Believed.asked(said).get("digest");

        confirmed(List.of(
                        Map.of("lineItemId", UUID.randomUUID().toString(), "digest", DIGEST),
                        Map.of("lineItemId", said.key(), "digest", DIGEST),
                        Map.of("lineItemId", UUID.randomUUID().toString(), "digest", digest)))
                .body("records", empty());
    }

    @Test
    void whatIsSaidLastIsConfirmedAndWhatWasSaidBeforeIsNot() {
        var id = live();
        var first = said(id, 1).get(0);
        confirmed(List.of(Believed.asked(first))).body("records", equalTo(List.of(Believed.asked(first))));

        member.api()
                .patch("/v1/line-items/" + id, Map.of("bid", Map.of("model", "CPM", "amountMicros", 1)))
                .then()
                .statusCode(200);
        confirmed(List.of(Believed.asked(first))).body("records", empty());

        var second = said(id, 2).get(1);
        confirmed(List.of(Believed.asked(first), Believed.asked(second)))
                .body("records", equalTo(List.of(Believed.asked(second))));
    }

    @Test
    void nothingIsConfirmedOnceItIsTakenOffNorWhileItIsReplayed() {
        var id = live();
        var published = said(id, 1).get(0);

        member.api().post("/v1/line-items/" + id + "/stop").then().statusCode(200);

        assertThat(Believed.of(List.of(published))).isEmpty();
        air.put(published.partition(), published.key(), published.value());
        assertThat(Believed.of(List.of(published))).as("stands there once more").isEmpty();
    }

    private UUID live() {
        return member.live(lineItem(creative()));
    }

    private List<ConsumerRecord<String, byte[]>> said(UUID id, int times) {
        return await().atMost(SOON)
                .until(
                        () -> air.all().stream()
                                .filter(record -> record.key().equals(id.toString()))
                                .toList(),
                        records -> records.size() >= times);
    }

    private static ValidatableResponse confirmed(List<Map<String, String>> records) {
        return asking(records).statusCode(200);
    }

    private static ValidatableResponse asking(List<Map<String, String>> records) {
        return Api.service()
                .post("/v1/confirmations", Map.of("records", records))
                .then();
    }
}
