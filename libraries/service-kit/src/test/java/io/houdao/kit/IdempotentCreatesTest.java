package io.houdao.kit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class IdempotentCreatesTest {

    @Inject
    DataSource database;

    private final String key = UUID.randomUUID().toString();
    private final String name = "thing-" + key;

    @Test
    void withoutAKeyNothingIsCreated() throws SQLException {
        create("anna", null, name)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem("Idempotency-Key"));

        assertThat(stored(name)).isZero();
    }

    @Test
    void theSameRequestAgainGetsTheSameAnswerAndCreatesNothing() throws SQLException {
        var first = create("anna", key, name);
        var second = create("anna", key, name);

        first.then().statusCode(201);
        second.then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .header("Location", first.header("Location"));
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(stored(name)).isOne();
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() throws SQLException {
        create("anna", key, name).then().statusCode(201);

        create("anna", key, name + "-other")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("status", equalTo(422));
        assertThat(stored(name + "-other")).isZero();
    }

    @Test
    void keysBelongToTheirCaller() throws SQLException {
        create("anna", key, name).then().statusCode(201);
        create("ben", key, name).then().statusCode(201);

        assertThat(stored(name)).isEqualTo(2);
    }

    @Test
    void tenAtTheSameMomentCreateOne() throws SQLException {
        var requests = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> create("anna", key, name)))
                .toList();

        assertThat(requests).allSatisfy(request -> request.join().then().statusCode(201));
        assertThat(stored(name)).isOne();
    }

    private Response create(String caller, String idempotencyKey, String thing) {
        var token = LocalStackResource.issuer().token(caller, Set.of(Roles.OPERATOR), Map.of());
        var request = given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return request.body(Map.of("name", thing, "amountMicros", 1)).post("/v1/things");
    }

    private int stored(String thing) throws SQLException {
        try (var connection = database.getConnection();
                var count = connection.prepareStatement("select count(*) from thing where name = ?")) {
            count.setString(1, thing);
            try (var row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
