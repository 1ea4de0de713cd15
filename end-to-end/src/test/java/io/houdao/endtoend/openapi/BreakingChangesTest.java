package io.houdao.endtoend.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakingChangesTest {

    private static final String DOCUMENT = """
            paths:
              /v1/things:
                post:
                  operationId: make
                  parameters:
                  - {name: limit, in: query, schema: {type: integer, maximum: 200}}
                  requestBody:
                    content: {application/json: {schema: {$ref: "#/components/schemas/Body"}}}
                  responses:
                    "201": {content: {application/json: {schema: {$ref: "#/components/schemas/Answer"}}}}
                    "400": {description: no}
            components:
              schemas:
                Body:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string, maxLength: 80}
                    kind: {$ref: "#/components/schemas/Kind"}
                    parts: {type: array, items: {$ref: "#/components/schemas/Body"}}
                Kind: {type: string, enum: [round, square]}
                Colour: {type: string, enum: [red, green]}
                Answer:
                  type: object
                  required: [id]
                  properties:
                    id: {type: string, format: uuid}
                    colour: {$ref: "#/components/schemas/Colour"}
            """;

    @Test
    void aDocumentBreaksNothingOfItself() {
        assertThat(BreakingChanges.between(read(DOCUMENT), read(DOCUMENT))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "post: | put: | POST /v1/things is gone",
                "operationId: make | operationId: create | POST /v1/things: operationId was make, is create",
                "name: limit | name: most | POST /v1/things: query limit is gone",
                "in: query, | in: query, required: true, | POST /v1/things: query limit must be sent",
                "requestBody: | requestBody:%n        required: true | POST /v1/things: a body must be sent",
                "maximum: 200 | maximum: 100 | POST /v1/things: query limit: maximum is lower",
                "\"201\" | \"200\" | POST /v1/things: 201 is gone",
                "application/json: {schema: {$ref: \"#/components/schemas/Body\" | text/plain: {schema: {$ref: \"#/components/schemas/Body\" | POST /v1/things: the body as application/json is gone",
                "required: [name] | required: [name, kind] | Body.kind must be sent",
                "name: {type: string, maxLength: 80} | title: {type: string} | Body.name is gone",
                "name: {type: string, maxLength: 80} | name: {type: integer, maxLength: 80} | Body.name: type was string, is integer",
                "maxLength: 80 | maxLength: 79 | Body.name: maxLength is lower",
                "maxLength: 80 | maxLength: 80, pattern: a | Body.name: pattern was free, is a",
                "enum: [round, square] | enum: [round] | Kind: square is refused",
                "enum: [red, green] | enum: [red, green, blue] | Colour: blue is answered, which was not before",
                "required: [id] | required: [] | Answer.id may be absent from answers",
                "id: {type: string, format: uuid} | key: {type: string, format: uuid} | Answer.id is gone",
                "format: uuid | format: uri | Answer.id: format was uuid, is uri",
            })
    void whatAClientReliesOnIsMissed(String old, String now, String change) {
        assertThat(BreakingChanges.between(read(DOCUMENT), read(DOCUMENT.replace(old, now.formatted()))))
                .contains(change);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/things: | /v1/others: {get: {}}%n  /v1/things:",
                "name: {type: string, maxLength: 80} | name: {type: string, maxLength: 90}",
                "name: {type: string, maxLength: 80} | name: {type: string}",
                "kind: {$ref | hue: {type: string}%n        kind: {$ref",
                "required: [name] | required: []",
                "enum: [round, square] | enum: [round, square, oval]",
                "enum: [red, green] | enum: [red]",
                "id: {type: string, format: uuid} | id: {type: string, format: uuid}%n        size: {type: integer}",
                "\"400\": {description: no} | \"409\": {description: no}",
            })
    void whatNobodyMissesIsNoBreakingChange(String old, String now) {
        assertThat(BreakingChanges.between(read(DOCUMENT), read(DOCUMENT.replace(old, now.formatted()))))
                .isEmpty();
    }

    private static JsonNode read(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new AssertionError(yaml, e);
        }
    }
}
