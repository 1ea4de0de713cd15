package io.houdao.endtoend.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a client that was made from one OpenAPI document can no longer do with a later one. Our services refuse fields that
 * they do not know, so a field less to send breaks as much as a field less to read.
 */
final class BreakingChanges {

    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

    /** Which way data goes: what is sent must not be asked more of, what is answered must not hold less. */
    private enum Way {
        SENT,
        ANSWERED
    }

    private final JsonNode before;
    private final JsonNode after;
    private final Set<String> found = new TreeSet<>();
    private final Set<String> compared = new HashSet<>();

    private BreakingChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** One line a change, in the order of the alphabet; empty where every client goes on as it is. */
    static List<String> between(JsonNode before, JsonNode after) {
        var changes = new BreakingChanges(before, after);
        changes.compareOperations();
        return List.copyOf(changes.found);
    }

    private void compareOperations() {
        before.path("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .forEach(method -> compare(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                path.getValue().path(method),
                                after.path("paths").path(path.getKey()).path(method))));
    }

    private void compare(String where, JsonNode old, JsonNode now) {
        if (now.isMissingNode()) {
            found.add(where + " is gone");
            return;
        }
        same(where + ": operationId", old.path("operationId"), now.path("operationId"));
        compareParameters(where, old, now);
        compareBody(where, old.path("requestBody"), now.path("requestBody"));
        compareAnswers(where, old.path("responses"), now.path("responses"));
    }

    private void compareParameters(String where, JsonNode old, JsonNode now) {
        var olds = parameters(before, old);
        var news = parameters(after, now);
        olds.forEach((name, parameter) -> {
            var kept = news.get(name);
            if (kept == null) {
                found.add(where + ": " + name + " is gone");
            } else {
                compareSchemas(where + ": " + name, parameter.path("schema"), kept.path("schema"), Way.SENT);
            }
        });
        news.forEach((name, parameter) -> {
            var was = olds.get(name);
            if (isRequired(parameter) && (was == null || !isRequired(was))) {
                found.add(where + ": " + name + " must be sent");
            }
        });
    }

    private static TreeMap<String, JsonNode> parameters(JsonNode document, JsonNode operation) {
        var byName = new TreeMap<String, JsonNode>();
        for (var parameter : operation.path("parameters")) {
            var resolved = resolved(document, parameter);
            byName.put(
                    resolved.path("in").asText() + " " + resolved.path("name").asText(), resolved);
        }
        return byName;
    }

    private static boolean isRequired(JsonNode node) {
        return node.path("required").asBoolean();
    }

    private void compareBody(String where, JsonNode old, JsonNode now) {
        if (isRequired(now) && !isRequired(old)) {
            found.add(where + ": a body must be sent");
        }
        compareContents(where + ": the body", old.path("content"), now.path("content"), Way.SENT);
    }

    /** Only answers of success: of refusals clients may rely on the status alone. */
    private void compareAnswers(String where, JsonNode old, JsonNode now) {
        old.properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .forEach(answer -> {
                    if (now.has(answer.getKey())) {
                        compareContents(
                                where + ": " + answer.getKey(),
                                resolved(before, answer.getValue()).path("content"),
                                resolved(after, now.path(answer.getKey())).path("content"),
                                Way.ANSWERED);
                    } else {
                        found.add(where + ": " + answer.getKey() + " is gone");
                    }
                });
    }

    private void compareContents(String where, JsonNode old, JsonNode now, Way way) {
        old.properties().forEach(content -> {
            if (now.has(content.getKey())) {
                compareSchemas(
                        where,
                        content.getValue().path("schema"),
                        now.path(content.getKey()).path("schema"),
                        way);
            } else {
                found.add(where + " as " + content.getKey() + " is gone");
            }
        });
    }

    private void compareSchemas(String place, JsonNode oldOrReference, JsonNode newOrReference, Way way) {
        var reference = oldOrReference.path("$ref").asText();
        if (!reference.isEmpty()
                && !compared.add(way + reference + newOrReference.path("$ref").asText())) {
            return;
        }
        var where = reference.isEmpty() ? place : reference.substring(reference.lastIndexOf('/') + 1);
        var old = resolved(before, oldOrReference);
        var now = resolved(after, newOrReference);
        same(where + ": type", old.path("type"), now.path("type"));
        same(where + ": format", old.path("format"), now.path("format"));
        compareValues(where, old, now, way);
        compareProperties(where, old, now, way);
        if (way == Way.SENT) {
            compareBounds(where, old, now);
        }
        if (old.has("items")) {
            compareSchemas(where + " items", old.path("items"), now.path("items"), way);
        }
        if (old.path("additionalProperties").isObject()) {
            compareSchemas(where + " values", old.path("additionalProperties"), now.path("additionalProperties"), way);
        }
        for (var i = 0; i < old.path("allOf").size(); i++) {
            compareSchemas(where, old.path("allOf").path(i), now.path("allOf").path(i), way);
        }
    }

    private void compareValues(String where, JsonNode old, JsonNode now, Way way) {
        var fewer = way == Way.SENT ? old : now;
        var more = texts((way == Way.SENT ? now : old).path("enum"));
        if (old.has("enum") || now.has("enum") && way == Way.SENT) {
            texts(fewer.path("enum")).stream()
                    .filter(value -> !more.contains(value) && (way == Way.ANSWERED || now.has("enum")))
                    .forEach(value -> found.add(where + ": " + value
                            + (way == Way.SENT ? " is refused" : " is answered, which was not before")));
            if (!old.has("enum")) {
                found.add(where + ": only some values are taken");
            }
        }
    }

    private void compareProperties(String where, JsonNode old, JsonNode now, Way way) {
        old.path("properties").properties().forEach(property -> {
            var kept = now.path("properties").path(property.getKey());
            if (kept.isMissingNode()) {
                found.add(where + "." + property.getKey() + " is gone");
            } else {
                compareSchemas(where + "." + property.getKey(), property.getValue(), kept, way);
            }
        });
        var more = way == Way.SENT ? now : old;
        var fewer = texts((way == Way.SENT ? old : now).path("required"));
        texts(more.path("required")).stream()
                .filter(name -> !fewer.contains(name))
                .filter(name -> way == Way.SENT || now.path("properties").has(name))
                .forEach(name -> found.add(
                        where + "." + name + (way == Way.SENT ? " must be sent" : " may be absent from answers")));
    }

    private void compareBounds(String where, JsonNode old, JsonNode now) {
        for (var most : List.of("maximum", "maxLength", "maxItems")) {
            if (now.has(most)
                    && (!old.has(most)
                            || now.path(most).asDouble() < old.path(most).asDouble())) {
                found.add(where + ": " + most + " is lower");
            }
        }
        for (var least : List.of("minimum", "minLength", "minItems")) {
            if (now.has(least)
                    && (!old.has(least)
                            || now.path(least).asDouble() > old.path(least).asDouble())) {
                found.add(where + ": " + least + " is higher");
            }
        }
        if (now.has("pattern")) {
            same(where + ": pattern", old.path("pattern"), now.path("pattern"));
        }
    }

    private void same(String where, JsonNode old, JsonNode now) {
        if (!old.equals(now)) {
            found.add(where + " was " + text(old) + ", is " + text(now));
        }
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "free" : node.isValueNode() ? node.asText() : node.toString();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
