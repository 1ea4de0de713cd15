package io.houdao.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often one caller may ask: here 300 times at once, and then once a second. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class LimitsTest {

    /** The burst, and what may come back meanwhile. */
    private static final int TOO_MANY = 2_000;

    private static final int MORE_THAN_THE_BURST = 320;
    private static final String THINGS = "/v1/things";
    private static final String EXCEPTED = "/v1/things/announcement";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String hasty = "hasty-" + UUID.randomUUID();

    @TestHTTPResource
    private URI address;

    @Test
    void whoAsksTooOftenIsToldToWaitAndNobodyElseIs() throws Exception {
        var token = token(hasty, Roles.OPERATOR);

        var refusal = untilRefused(() -> ask(token, THINGS));
        assertToldToWait(refusal);
        assertThat(refusal.body()).contains("\"title\":\"Too many requests\"");
        assertThat(ask(token("patient-" + UUID.randomUUID(), Roles.OPERATOR), THINGS)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void strangersAreLimitedByTheirAddressWhateverTheySayOfThemselves() throws Exception {
        var number = new AtomicInteger();

        assertToldToWait(untilRefused(() -> askFrom("192.0.2." + number.incrementAndGet() % 200 + ", 203.0.113.9")));
        assertThat(askFrom("203.0.113.10").statusCode()).isEqualTo(401);
    }

    @Test
    void whatLooksAfterItselfIsNotLimitedButWhatLiesBelowItIs() throws Exception {
        var token = token(hasty, Roles.OPERATOR);

        for (var times = 0; times < MORE_THAN_THE_BURST; times++) {
            assertThat(ask(token, EXCEPTED).statusCode()).isNotEqualTo(429);
        }
        untilRefused(() -> ask(token, EXCEPTED + "/explanation"));
    }

    @Test
    void servicesAskEachOtherAsOftenAsTheyMust() throws Exception {
        var token = token(hasty, Roles.SERVICE);

        for (var times = 0; times < MORE_THAN_THE_BURST; times++) {
            assertThat(ask(token, THINGS).statusCode()).isEqualTo(403);
        }
    }

    private static HttpResponse<String> untilRefused(Callable<HttpResponse<String>> ask) throws Exception {
        for (var times = 0; times < TOO_MANY; times++) {
            var answer = ask.call();
            if (answer.statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("never refused");
    }

    private static void assertToldToWait(HttpResponse<String> refusal) {
        assertThat(refusal.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
    }

    private static String token(String caller, String role) {
        return LocalStackResource.issuer().token(caller, Set.of(role), Map.of());
    }

    private HttpResponse<String> ask(String token, String path) throws IOException, InterruptedException {
        return get(path, "Authorization", "Bearer " + token);
    }

    /** Without a token, through a proxy that heard the last of these addresses. */
    private HttpResponse<String> askFrom(String forwardedFor) throws IOException, InterruptedException {
        return get(THINGS, "X-Forwarded-For", forwardedFor);
    }

    /* Thousands of times, for which REST Assured takes too long. */
    private HttpResponse<String> get(String path, String header, String value)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path)).header(header, value);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
