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
import org.junit.jupiter.api.Test;

/** How often one caller may ask: here 300 times at once, and then once a second. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class LimitsTest {

    /** The burst, and what may come back meanwhile. */
    private static final int TOO_MANY = 2_000;

    private final String hasty = "hasty-" + UUID.randomUUID();

    @Test
    void whoAsksTooOftenIsToldToWaitAndNobodyElseIs() {
        askUntilRefused(token(hasty, Roles.OPERATOR))
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("title", equalTo("Too many requests"));
        assertThat(ask(token("patient-" + UUID.randomUUID(), Roles.OPERATOR)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void servicesAskEachOtherAsOftenAsTheyMust() {
        var token = token(hasty, Roles.SERVICE);

        for (var times = 0; times < 320; times++) {
            assertThat(ask(token).statusCode()).isEqualTo(403);
        }
    }

    private static Response askUntilRefused(String token) {
        for (var times = 0; times < TOO_MANY; times++) {
            var answer = ask(token);
            if (answer.statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("never refused");
    }

    private static String token(String caller, String role) {
        return LocalStackResource.issuer().token(caller, Set.of(role), Map.of());
    }

    private static Response ask(String token) {
        return given().header("Authorization", "Bearer " + token).get("/v1/things");
    }
}
