package io.houdao.campaign;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.contracts.Json;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a generator of clients needs of the OpenAPI document is in it. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class OpenApiTest {

    private JsonNode document;

    @BeforeEach
    void read() {
        document = Json.read(
                given().accept("application/json").get("/q/openapi?format=json").asByteArray(), JsonNode.class);
    }

    @Test
    void everyOperationHasANameOfItsOwn() {
        var names = new HashSet<String>();
        each((where, operation) -> assertThat(operation.path("operationId").asText())
                .as(where)
                .matches("\\w+")
                .satisfies(name -> assertThat(names.add(name)).isTrue()));
    }

    @Test
    void everyAnswerWithABodyHasASchema() {
        each((where, operation) -> {
            var answers = new ArrayList<JsonNode>();
            operation.path("responses").properties().forEach(answer -> {
                if (answer.getKey().matches("20[01]")) {
                    answers.add(answer.getValue());
                }
            });
            if (operation.path("responses").path("204").isMissingNode()) {
                assertThat(answers).as(where).isNotEmpty();
            }
            answers.forEach(
                    answer -> assertThat(answer.findValues("schema")).as(where).isNotEmpty());
        });
    }

    @Test
    void everyBodyThatIsSentHasASchema() {
        each((where, operation) -> {
            if (operation.has("requestBody")) {
                assertThat(operation.path("requestBody").findValues("schema"))
                        .as(where)
                        .isNotEmpty();
            }
        });
    }

    @Test
    void everyRefusalIsAProblem() {
        each((where, operation) -> operation.path("responses").properties().forEach(answer -> {
            if (answer.getKey().startsWith("4")) {
                var reference = answer.getValue().path("$ref");
                var refusal = reference.isMissingNode()
                        ? answer.getValue()
                        : document.at(reference.asText().substring(1));
                assertThat(refusal.path("content").has("application/problem+json"))
                        .as(where + " " + answer.getKey())
                        .isTrue();
            }
        }));
    }

    @Test
    void theExampleOfACampaignCouldBeSubmittedAsItIs() {
        var example =
                document.path("components").path("schemas").path("CampaignBody").path("example");

        Member.with(Bodies.BUDGET)
                .api()
                .request()
                .body(example.toString())
                .post("/v1/campaigns/validate")
                .then()
                .statusCode(200)
                .body("problems", org.hamcrest.Matchers.empty());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private void each(BiConsumer<String, JsonNode> check) {
        var methods = List.of("get", "put", "post", "patch", "delete");
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> methods.contains(operation.getKey()))
                        .forEach(operation ->
                                check.accept(operation.getKey() + " " + path.getKey(), operation.getValue())));
    }
}
