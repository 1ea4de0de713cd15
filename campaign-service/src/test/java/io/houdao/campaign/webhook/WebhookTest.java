package io.houdao.campaign.webhook;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpServer;
import io.houdao.campaign.Bodies;
import io.houdao.campaign.Member;
import io.houdao.campaign.Stored;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks are signed, told again until they answer, and never lead into the house. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class WebhookTest {

    private static final Duration A_WHILE = Duration.ofSeconds(60);

    @Inject
    Stored stored;

    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failing = new AtomicInteger();
    private Member member;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String url;

    @BeforeEach
    void somebodyWhoListens() throws IOException {
        member = Member.with(10 * Bodies.BUDGET);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            heard.add(new Heard(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders().getFirst("Houdao-Signature"),
                    exchange.getRequestHeaders().getFirst("Houdao-Event-Id")));
            exchange.getResponseHeaders().add("Location", "http://localhost:1/elsewhere");
            exchange.sendResponseHeaders(failing.getAndDecrement() > 0 ? 302 : 204, -1);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
        url = "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    @AfterEach
    void hangUp() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void noWebhookLeadsIntoTheHouse() {
        var inside = List.of(
                "http://qinghe.example/hook",
                "https://127.0.0.1/hook",
                "https://[::1]/hook",
                "https://10.1.2.3/hook",
                "https://172.16.0.1/hook",
                "https://192.168.1.1/hook",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/hook",
                "https://0.0.0.0/hook",
                "https://2130706433/hook",
                "https://[::ffff:10.0.0.1]/hook",
                "https://[fd00::1]/hook",
                "https://[2002:7f00:1::]/hook",
                "https://user@1.1.1.1/hook",
                "file:///etc/passwd",
                "hook");
        for (var address : inside) {
            var response = member.api().create("/v1/webhooks", Map.of("url", address));
            assertThat(response.statusCode()).as(address).isEqualTo(400);
            response.then().body("violations.field", hasItem("url"));
        }
    }

    /** As where a name means another address by now. */
    @Test
    void whatWasAllowedOnceIsLookedAtAgainWheneverItIsCalled() throws Exception {
        created("submitted");
        stored.update(
                "update webhook set url = ? where advertiser_id = ?",
                url.replace("localhost", "127.0.0.1"),
                member.advertiserId());

        member.inReview(
                member.draft(Bodies.campaign(lineItem(creative()))).jsonPath().getUUID("campaignId"));

        var webhookId = member.api().get("/v1/webhooks").jsonPath().getString("items[0].webhookId");
        await().atMost(A_WHILE)
                .untilAsserted(() -> member.api()
                        .get("/v1/webhooks/" + webhookId + "/deliveries")
                        .then()
                        .body("items[0].outcome", startsWith("not called")));
        assertThat(heard).isEmpty();
    }

    @Test
    void publicAddressesArePublicAndTheRestAreNot() throws Exception {
        for (var open : List.of(
                "1.1.1.1", "8.8.8.8", "2606:4700::1111", "2001:4860:4860::8888", "100.128.0.1", "203.0.112.1")) {
            assertThat(Addresses.isPublic(InetAddress.getByName(open))).as(open).isTrue();
        }
        for (var closed : List.of(
                "198.18.0.1",
                "192.0.0.8",
                "192.88.99.1",
                "198.51.100.1",
                "203.0.113.7",
                "240.0.0.1",
                "255.255.255.255",
                "224.0.0.1",
                "fe80::1",
                "2001:20::1",
                "2001:db8::1")) {
            assertThat(Addresses.isPublic(InetAddress.getByName(closed)))
                    .as(closed)
                    .isFalse();
        }
    }

    @Test
    void aChangeOfStatusIsToldWithASignatureThatTheSecretProves() {
        var secret = created("paused");
        member.api()
                .get("/v1/webhooks")
                .then()
                .body("items[0].secret", nullValue())
                .body("items[0].url", equalTo(url));
        var id = member.live(lineItem(creative()));
        member.api().post("/v1/line-items/" + id + "/pause").then().statusCode(200);

        await().atMost(A_WHILE).until(() -> !heard.isEmpty());
        var call = heard.remove();
        var told = JsonPath.from(call.body);
        assertThat(told.getString("type")).isEqualTo("paused");
        assertThat(told.getString("lineItemId")).isEqualTo(id.toString());
        assertThat(told.getString("eventId")).isEqualTo(call.eventId);
        var time = call.signature.replaceAll("t=(\\d+),.*", "$1");
        assertThat(call.signature).isEqualTo("t=" + time + ",v1=" + Signature.hmac(secret, time + "." + call.body));
    }

    @Test
    void whoDoesNotAnswerIsToldAgainAndNoRedirectIsFollowed() {
        failing.set(2);
        created("submitted");
        member.inReview(
                member.draft(Bodies.campaign(lineItem(creative()))).jsonPath().getUUID("campaignId"));

        await().atMost(A_WHILE).until(() -> heard.size() == 3);
        assertThat(heard.stream().map(Heard::eventId).distinct()).hasSize(1);
        var webhookId = member.api().get("/v1/webhooks").jsonPath().getString("items[0].webhookId");
        await().atMost(A_WHILE)
                .untilAsserted(() -> member.api()
                        .get("/v1/webhooks/" + webhookId + "/deliveries")
                        .then()
                        .body("items[0].state", equalTo("DELIVERED"))
                        .body("items[0].attempts", equalTo(3)));
        member.api().delete("/v1/webhooks/" + webhookId).then().statusCode(204);
        member.api().get("/v1/webhooks/" + webhookId + "/deliveries").then().statusCode(404);
    }

    @Test
    void whatFailedIsToldBeforeWhatHappenedAfterIt() {
        failing.set(1);
        created("paused", "resumed");
        var id = member.live(lineItem(creative()));
        for (var verb : List.of("pause", "resume", "pause")) {
            member.api().post("/v1/line-items/" + id + "/" + verb).then().statusCode(200);
        }

        await().atMost(A_WHILE).until(() -> heard.size() == 4);
        assertThat(heard.stream().map(call -> JsonPath.from(call.body).getString("type")))
                .containsExactly("paused", "paused", "resumed", "paused");
    }

    @Test
    void whoAnswersSlowlyKeepsNobodyElseWaiting() {
        var met = new AtomicBoolean();
        var other = new Exchanger<Boolean>();
        server.createContext("/slow", exchange -> {
            try {
                met.set(met.get() || other.exchange(true, 4, TimeUnit.SECONDS));
            } catch (InterruptedException | TimeoutException alone) {
                // Whoever is told one after the other never meets here.
            }
            exchange.sendResponseHeaders(met.get() ? 204 : 500, -1);
            exchange.close();
        });
        url = url.replace("/hook", "/slow");
        for (var i = 0; i < 2; i++) {
            member = Member.with(Bodies.BUDGET);
            created("submitted");
            member.inReview(member.draft(Bodies.campaign(lineItem(creative())))
                    .jsonPath()
                    .getUUID("campaignId"));
        }

        await().atMost(A_WHILE).until(met::get);
    }

    private String created(String... events) {
        var response = member.api().create("/v1/webhooks", Map.of("url", url, "events", List.of(events)));
        response.then().statusCode(201);
        return response.jsonPath().getString("secret");
    }

    private record Heard(String body, String signature, String eventId) {}
}
