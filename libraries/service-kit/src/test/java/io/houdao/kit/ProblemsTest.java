package io.houdao.kit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a caller does wrong, they get a problem that names the place and the fix. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ProblemsTest {

    private static final String PROBLEM = "application/problem+json";

    @Test
    void withoutATokenNobodyGetsIn() {
        given().get("/v1/things").then().statusCode(401).contentType(PROBLEM).body("status", equalTo(401));
    }

    @Test
    void anotherRoleIsTurnedAway() {
        as(Roles.DEVICE)
                .get("/v1/things")
                .then()
                .statusCode(403)
                .contentType(PROBLEM)
                .body("status", equalTo(403));
    }

    @Test
    void aForgedTokenIsTurnedAway() {
        given().header("Authorization", "Bearer e30.e30.e30")
                .get("/v1/things")
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'x','amountMicros':1,'nonsense':2}     | nonsense        | is not known here",
                "{'name':'x','amountMicros':'much'}             | amountMicros    | has the wrong form",
                "{'name':'x','amountMicros':1,'colour':'PINK'}  | colour          | must be one of [RED, GREEN]",
                "{'name':'x','amountMicros':1,'parts':[{'name':'p'},{'nam':'q'}]} | parts[1].nam | is not known here",
                "{'name':'x','amountMicros':1,'parts':[{'name':' '}]}             | parts[0].name | blank",
                "{'name':'','amountMicros':1}                   | name            | blank",
                "{'amountMicros':1}                             | name            | blank",
                "{'name':'x','amountMicros':1,'code':'XYZ'}     | code            | must be two letters",
                "{'name':'x','amountMicros':1,'parts':[{'name':'p','code':'XYZ'}]} | parts[0].code | must be two letters",
                "{'name':                                       | ''              | is not well-formed JSON, at line 1",
                "{'name':'x','amountMicros':0}                  | amountMicros    | greater than or equal to 1",
            })
    void aBadBodyNamesTheFieldAndTheFix(String body, String field, String message) {
        as(Roles.OPERATOR)
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/v1/things")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", hasItem(field))
                .body("violations.message", hasItem(containsString(message)));
    }

    @ParameterizedTest
    @CsvSource({"'{\"name\":'", "'nonsense'", "'[]'", "'\"text\"'"})
    void aBodyThatIsNoSuchDocumentIsAProblem(String body) {
        as(Roles.OPERATOR)
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/things")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void anEmptyBodyIsAProblem() {
        as(Roles.OPERATOR)
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType(ContentType.JSON)
                .post("/v1/things")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void anUnknownThingPathMethodOrMediaTypeIsAProblem() {
        as(Roles.OPERATOR)
                .get("/v1/things/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        as(Roles.OPERATOR).get("/v1/things/no-uuid").then().statusCode(404).contentType(PROBLEM);
        as(Roles.OPERATOR).get("/v1/nothing").then().statusCode(404).contentType(PROBLEM);
        as(Roles.OPERATOR).delete("/v1/things").then().statusCode(405).contentType(PROBLEM);
        as(Roles.OPERATOR)
                .contentType("text/plain")
                .body("x")
                .post("/v1/things")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @CsvSource({"***", "bm9udW1iZXI"})
    void aCursorThatWeDidNotMakeIsAProblem(String cursor) {
        as(Roles.OPERATOR)
                .get("/v1/things?cursor=" + cursor)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", hasItem("cursor"));
    }

    @Test
    void pagesFollowEachOther() {
        var first = as(Roles.OPERATOR).get("/v1/things").then().statusCode(200).body("items", hasItems(1, 2));

        as(Roles.OPERATOR)
                .get("/v1/things?cursor=" + first.extract().path("next"))
                .then()
                .body("items", hasItems(3, 4));
    }

    @Test
    void aBadLineOfAnImportIsToldAndTheOthersAreKept() {
        var lines = """
                {"name":"a","amountMicros":1}
                {"name":"b"
                {"name":"","amountMicros":1}

                {"name":"refused","amountMicros":1}
                {"name":"c","amountMicros":1}
                {"name":"taken","amountMicros":1}
                null
                """;

        as(Roles.OPERATOR)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/things/import")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("rejected", equalTo(5))
                .body("problems.line", hasItems(2, 3, 5, 7, 8))
                .body("problems.field", hasItems("name", "parts[0].name"))
                .body("problems.detail", hasItems("this name is refused", "must not be taken"));
    }

    @Test
    void noLineIsRefusedForWhatTheServiceCannotDo() {
        as(Roles.OPERATOR)
                .contentType("application/x-ndjson")
                .body("{\"name\":\"late\",\"amountMicros\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/things/import")
                .then()
                .statusCode(503)
                .header("Retry-After", "3")
                .body("detail", equalTo("Nothing was stored. Ask again after 3 s."));
    }

    @Test
    void aDatabaseThatWentAwayIsWorthAskingAgain() {
        as(Roles.OPERATOR)
                .get("/v1/things/lost")
                .then()
                .statusCode(503)
                .contentType(PROBLEM)
                .header("Retry-After", "2");
    }

    @Test
    void aStatementThatCannotWorkIsABug() {
        as(Roles.OPERATOR).get("/v1/things/wrong").then().statusCode(500).contentType(PROBLEM);
    }

    private static RequestSpecification as(String role) {
        var token = LocalStackResource.issuer().token(UUID.randomUUID().toString(), Set.of(role), Map.of());
        return given().header("Authorization", "Bearer " + token);
    }
}
