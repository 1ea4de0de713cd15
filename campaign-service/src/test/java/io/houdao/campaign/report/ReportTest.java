package io.houdao.campaign.report;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.campaign.Api;
import io.houdao.campaign.Bodies;
import io.houdao.campaign.Member;
import io.houdao.campaign.Stored;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.feedback.ExperienceEvent.Scope;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ReportTest {

    private static final Duration A_WHILE = Duration.ofSeconds(60);

    /** So many people are a group, however their bits fall. */
    private static final int MANY = 100;

    @Inject
    Publication publication;

    @Inject
    Stored stored;

    private Events events;
    private Member member;

    @BeforeEach
    void anAdvertiserWithMoney() {
        events = new Events();
        member = Member.with(10 * Bodies.BUDGET);
    }

    @AfterEach
    void hangUp() {
        events.close();
    }

    @Test
    void theReportSetsWhatWasDeliveredBesideWhatItCost() {
        var promised = with(
                with(lineItem(creative()), "delivery", "GUARANTEED"),
                "goal",
                Map.of("impressions", 1_000, "penaltyMicros", 2_000_000));
        var id = member.live(with(promised, "bid", Map.of("model", "CPC", "amountMicros", 1_000_000)));
        var campaignId = member.lineItem(id).jsonPath().getUUID("campaignId");
        Api.service()
                .post(
                        "/v1/budget-leases",
                        Map.of(
                                "replica",
                                "r",
                                "requests",
                                List.of(Map.of("lineItemId", id, "amountMicros", 3_000_000))));

        for (var i = 0; i < 3; i++) {
            var showing = Events.showing(id, PricingModel.CPC, 900_000);
            var now = Instant.now();
            events.say(Events.impression(showing));
            events.say(Events.impression(showing));
            if (i < 2) {
                events.say(new ExperienceEvent.Close(showing, now, now, Duration.ofMillis(800)));
            }
            if (i == 2) {
                events.say(new ExperienceEvent.Click(showing, now, now));
                events.say(new ExperienceEvent.Useful(showing, now, now));
                events.say(new ExperienceEvent.Hide(showing, now, now, Scope.CREATIVE));
                events.say(new ExperienceEvent.Rating(showing, now, now, 5));
            }
        }

        await().atMost(A_WHILE).until(() -> report(campaignId).getLong("totals.spentMicros") == 900_000);
        for (var i = 3; i < MANY; i++) {
            events.say(Events.impression(Events.showing(id, PricingModel.CPC, 900_000)));
        }
        await().atMost(A_WHILE).until(() -> report(campaignId).getLong("totals.impressions") == MANY);
        await().atMost(A_WHILE)
                .until(() -> stored.number(
                                "select sum(events) from delivery where line_item_id = ? and kind <> 'impression'", id)
                        == 5);
        member.api()
                .get("/v1/campaigns/" + campaignId + "/report")
                .then()
                .body("items[0].toldImpressions", equalTo(0))
                .body("items[0].closes", equalTo(0))
                .body("totals.clicks", equalTo(0));

        publication.publish(id, LocalDate.now(ZoneOffset.UTC).plusYears(1));

        member.api()
                .get("/v1/campaigns/" + campaignId + "/report")
                .then()
                .statusCode(200)
                .body("currency", equalTo("CNY"))
                .body("items[0].lineItemId", equalTo(id.toString()))
                .body("items[0].status", equalTo("live"))
                .body("items[0].goalImpressions", equalTo(1_000))
                .body("items[0].impressions", equalTo(MANY))
                .body("items[0].toldImpressions", equalTo(MANY))
                .body("items[0].closes", equalTo(2))
                .body("items[0].clicks", equalTo(1))
                .body("items[0].useful", equalTo(1))
                .body("items[0].spentMicros", equalTo(900_000))
                .body("items[0].leasedMicros", equalTo(2_100_000))
                .body("items[0].availableMicros", equalTo(4_997_000_000L))
                .body("totals.spentMicros", equalTo(900_000));
    }

    @Test
    void whatCannotBeReadIsSetAsideWithItsReasonAndHoldsNobodyUp() {
        var id = member.live(lineItem(creative()));
        var campaignId = member.lineItem(id).jsonPath().getUUID("campaignId");
        var key = UUID.randomUUID().toString();

        events.say(key, "{\"type\":\"impression\",\"showing\":{".getBytes(StandardCharsets.UTF_8));
        events.say(key, "{\"type\":\"levitation\"}".getBytes(StandardCharsets.UTF_8));
        events.say(key, null);
        events.say(key, io.houdao.contracts.Json.write(Events.impression(id, 1)));

        await().atMost(A_WHILE).until(() -> report(campaignId).getLong("totals.impressions") == 1);
        var dead = deadLetters(key, 3);
        assertThat(dead)
                .hasSize(3)
                .allSatisfy(record -> assertThat(new String(
                                record.headers()
                                        .lastHeader("dead-letter-reason")
                                        .value(),
                                StandardCharsets.UTF_8))
                        .isNotBlank());
        assertThat(dead.get(1).value()).isEqualTo("{\"type\":\"levitation\"}");
    }

    private io.restassured.path.json.JsonPath report(UUID campaignId) {
        return member.api().get("/v1/campaigns/" + campaignId + "/report").jsonPath();
    }

    private static List<ConsumerRecord<String, String>> deadLetters(String key, int count) {
        var found = new ArrayList<ConsumerRecord<String, String>>();
        var settings = Map.<String, Object>of(
                "bootstrap.servers", LocalStackResource.kafkaBootstrap(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.deadLetter(Topics.EVENTS, "campaign-service")));
            await().atMost(A_WHILE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                });
                return found.size() >= count;
            });
        }
        return found;
    }
}
