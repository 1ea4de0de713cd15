package io.houdao.kit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What every answer says to browsers and proxies. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SecurityHeadersTest {

    @Test
    void noOtherOriginIsAdmitted() {
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/v1/things")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void answersAreKeptByNobodyAndNeverRun() {
        given().get("/v1/things")
                .then()
                .statusCode(401)
                .header("Cache-Control", equalTo("no-store"))
                .header("Content-Security-Policy", equalTo("default-src 'none'; frame-ancestors 'none'"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Strict-Transport-Security", equalTo("max-age=31536000"));
    }
}
