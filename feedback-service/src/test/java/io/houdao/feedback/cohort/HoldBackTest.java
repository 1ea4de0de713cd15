package io.houdao.feedback.cohort;

import static io.houdao.feedback.Devices.as;
import static io.houdao.feedback.Devices.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.feedback.Topic;
import io.houdao.local.LocalStackResource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class HoldBackTest {

    @Inject
    HoldBacks holdBacks;

    @Test
    void onlyOperatorsSayHowLargeItIsAndNobodyAsksForAnotherPerson() {
        given().get("/v1/hold-back").then().statusCode(401);
        for (var role : List.of("device", "person", "advertiser", "agent", "service")) {
            as(role, "someone").get("/v1/hold-back").then().statusCode(403);
            set(role, 0.03).statusCode(403);
        }
        set("reviewer", 0.03).statusCode(403);
        as("person", UUID.randomUUID().toString())
                .get("/v1/hold-back/people/" + UUID.randomUUID())
                .then()
                .statusCode(404);
        operator().get("/v1/hold-back/people/none").then().statusCode(404);
    }

    @Test
    void itIsBetweenOneAndFivePercent() {
        set("operator", 0.009).statusCode(400);
        set("operator", 0.051).statusCode(400);
    }

    @Test
    void itIsToldToPlacementService() {
        set("operator", 0.05).statusCode(200).body("share", equalTo(0.05f)).body("since", notNullValue());

        await().atMost(Duration.ofSeconds(60))
                .until(() -> new Topic(Topics.CONTROLS)
                        .all().stream()
                                .filter(record -> "hold-back".equals(record.key()))
                                .map(record -> Json.read(record.value(), ExperienceControl.class))
                                .map(ExperienceControl.HoldBack.class::cast)
                                .anyMatch(cohort -> cohort.share() == 0.05));
    }

    /** By their ids people stand at 0.0050, 0.0101, 0.0163, 0.0234, 0.0441 and further on: they stand there for good. */
    @Test
    void whoIsInItFollowsFromTheirIdAndItsSizeAloneOverRestartsToo() {
        set("operator", 0.01).statusCode(200);
        assertThat(held()).containsExactly(27);
        // Not what it begins with, to which a restart must not return.
        set("operator", 0.03).statusCode(200);
        assertThat(held()).containsExactly(27, 183, 149, 57);

        holdBacks.begin(new StartupEvent());

        operator().get("/v1/hold-back").then().statusCode(200).body("share", equalTo(0.03f));
        assertThat(held()).containsExactly(27, 183, 149, 57);
        set("operator", 0.05).statusCode(200);
        assertThat(held()).as("whoever is in it stays in it").containsExactly(27, 183, 149, 57, 64);
        set("operator", 0.01).statusCode(200);
        assertThat(held()).as("and comes back where they were").containsExactly(27);
        set("operator", 0.02).statusCode(200);
    }

    private static List<Integer> held() {
        return Stream.of(27, 183, 149, 57, 64, 1, 9, 154)
                .filter(id -> held(new UUID(0, id)))
                .toList();
    }

    private static boolean held(UUID id) {
        return as("person", id.toString())
                .get("/v1/hold-back/people/" + id)
                .then()
                .statusCode(200)
                .extract()
                .path("heldBack");
    }

    private static ValidatableResponse set(String role, double share) {
        return as(role, "olga")
                .contentType("application/json")
                .body(Map.of("share", share))
                .put("/v1/hold-back")
                .then();
    }
}
