package io.houdao.campaign.lineitem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.houdao.kit.problem.JsonProblems;
import io.houdao.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;

/** Applies JSON merge patches (RFC 7396) to line items: fields that are sent replace, null removes, others stay. */
@ApplicationScoped
class LineItemPatch {

    private final ObjectMapper json;
    private final Validator validator;

    LineItemPatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** The whole body that {@code patch} makes of {@code terms}; a 400 where that is not a valid line item. */
    LineItemBody apply(LineItemTerms terms, JsonNode patch) {
        if (!(patch instanceof ObjectNode fields)) {
            throw Problems.invalid("", "must be a JSON object with the fields to change");
        }
        var merged = merge(json.<ObjectNode>valueToTree(terms), fields);
        try {
            var body = json.treeToValue(merged, LineItemBody.class);
            var violations = validator.validate(body).stream()
                    .map(violation -> new Problems.Violation(
                            violation.getPropertyPath().toString(), "body", violation.getMessage()))
                    .toList();
            if (!violations.isEmpty()) {
                throw Problems.invalid(violations);
            }
            return body;
        } catch (JsonProcessingException e) {
            throw JsonProblems.of(e);
        }
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode part
                    && target.get(field.getKey()) instanceof ObjectNode whole) {
                merge(whole, part);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
        return target;
    }
}
