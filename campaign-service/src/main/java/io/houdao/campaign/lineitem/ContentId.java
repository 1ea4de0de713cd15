package io.houdao.campaign.lineitem;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.contracts.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Ids made from content: a line that is imported again, in whatever order its fields and sets are written, is the same
 * line item.
 */
final class ContentId {

    private ContentId() {}

    static UUID of(UUID campaignId, LineItemBody body) {
        return of(campaignId + canonical(Json.read(Json.write(body), JsonNode.class)));
    }

    /** The creative that stands at {@code index} of a line item and was given no id. */
    static UUID of(UUID lineItemId, int index) {
        return of(lineItemId + "/" + index);
    }

    private static UUID of(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String canonical(JsonNode node) {
        if (node.isArray()) {
            return sorted(StreamSupport.stream(node.spliterator(), false).map(ContentId::canonical), "[]");
        }
        return node.isObject() ? sorted(node.properties().stream().map(ContentId::field), "{}") : node.toString();
    }

    private static String field(Map.Entry<String, JsonNode> field) {
        return field.getKey() + ":" + canonical(field.getValue());
    }

    private static String sorted(Stream<String> parts, String brackets) {
        return parts.sorted().collect(joining(",", brackets.substring(0, 1), brackets.substring(1)));
    }
}
