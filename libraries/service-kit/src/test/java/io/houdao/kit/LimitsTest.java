package io.houdao.kit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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

    private final String hasty = "hasty-" + UUID.randomUUID();

    @Test
    void whoAsksTooOftenIsToldToWaitAndNobodyElseIs() {
        var token = token(hasty, Roles.OPERATOR);

        untilRefused(() -> ask(token, THINGS))
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("title", equalTo("Too many requests"));
        assertThat(ask(token("patient-" + UUID.randomUUID(), Roles.OPERATOR), THINGS)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void strangersAreLimitedByTheirAddressWhateverTheySayOfThemselves() {
        var number = new AtomicInteger();

        untilRefused(() -> askFrom("192.0.2." + number.incrementAndGet() % 200 + ", 203.0.113.9"))
                .then()
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue());
        assertThat(askFrom("203.0.113.10").statusCode()).isEqualTo(401);
    }

    @Test
    void whatLooksAfterItselfIsNotLimitedButWhatLiesBelowItIs() {
        var token = token(hasty, Roles.OPERATOR);

        for (var times = 0; times < MORE_THAN_THE_BURST; times++) {
            assertThat(ask(token, EXCEPTED).statusCode()).isNotEqualTo(429);
        }
        untilRefused(() -> ask(token, EXCEPTED + "/explanation"));
    }

    @Test
    void servicesAskEachOtherAsOftenAsTheyMust() {
        var token = token(hasty, Roles.SERVICE);

        for (var times = 0; times < MORE_THAN_THE_BURST; times++) {
            assertThat(ask(token, THINGS).statusCode()).isEqualTo(403);
        }
    }

    private static Response untilRefused(Supplier<Response> ask) {
        for (var times = 0; times < TOO_MANY; times++) {
            var answer = ask.get();
            if (answer.statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("never refused");
    }

    private static String token(String caller, String role) {
        return LocalStackResource.issuer().token(caller, Set.of(role), Map.of());
    }

    private static Response ask(String token, String path) {
        return given().header("Authorization", "Bearer " + token).get(path);
    }

    /** Without a token, through a proxy that heard the last of these addresses. */
    private static Response askFrom(String forwardedFor) {
        return given().header("X-Forwarded-For", forwardedFor).get(THINGS);
    }
}
