package io.houdao.endtoend.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.demo.DataFiles;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.demo.Launch;
import io.houdao.endtoend.driver.Json;
import io.houdao.endtoend.driver.Token;
import io.houdao.local.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One trace from a REST call over the outbox and Kafka to whom it concerns, and nobody recognisable in it. */
class TracesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SharedSuite shared = SharedSuite.running();
    private final String traceId = UUID.randomUUID().toString().replace("-", "");

    @Test
    void theVerdictThatPutsACampaignOnTheAirIsInOneTraceWithItsArrivalInPlacement() {
        var reviewId = handIn();

        var status = send(
                Service.CAMPAIGN,
                "/v1/reviews/" + reviewId + "/verdict",
                shared.drivers().identities().reviewer(),
                """
                {"verdict": "pass", "userBenefit": "Real and free.", "sincerity": "Nothing is claimed that cannot be shown.",
                 "sceneFit": "It belongs to what the person is doing."}""");

        assertThat(status).isBetween(200, 299);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shared.traces().told("placement-service", traceId))
                        .contains("campaign.line-items process"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shared.traces().told("campaign-service", traceId))
                        .contains("/v1/reviews/{"));
    }

    @Test
    void aTraceNamesNoPerson() {
        var nobody = UUID.randomUUID().toString();

        var status = send(
                Service.PROFILE,
                "/v1/people/" + nobody + "?reason=" + nobody,
                shared.drivers().identities().agent(),
                null);

        assertThat(status).isEqualTo(404);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shared.traces().told("profile-service", traceId))
                        .contains("/v1/people/{"));
        assertThat(shared.traces().all()).noneMatch(told -> told.contains(nobody));
    }

    /** For deals only, so that no other test meets it. */
    private UUID handIn() {
        var advertiserId = DemoWorld.advertiserId("lingdu");
        var body = Launch.dated(DataFiles.json("/story/car.json"), Instant.now());
        body.put("name", "Traced " + UUID.randomUUID());
        ((ObjectNode) body.path("lineItems").path(0)).put("dealOnly", true);
        var campaigns = shared.drivers().campaign();
        var campaignId =
                Launch.idOf(campaigns.draft(advertiserId, UUID.randomUUID().toString(), body));
        return Json.id(campaigns.submit(advertiserId, campaignId), "reviewId");
    }

    private int send(Service service, String path, Token token, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(shared.suite().uri(service) + path))
                .header("Authorization", "Bearer " + token.jwt())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01");
        try {
            return HttpClient.newHttpClient()
                    .send(
                            body == null
                                    ? request.GET().build()
                                    : request.POST(BodyPublishers.ofString(body))
                                            .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
