package io.houdao.campaign.lineitem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.houdao.campaign.Campaigns;
import io.houdao.campaign.history.History;
import io.houdao.campaign.history.PastChange;
import io.houdao.contracts.Json;
import io.houdao.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a line item was at any time, told from its history: changes written at one moment make one version. */
@ApplicationScoped
class Versions {

    private final LineItems lineItems;
    private final Campaigns campaigns;
    private final History history;

    Versions(LineItems lineItems, Campaigns campaigns, History history) {
        this.lineItems = lineItems;
        this.campaigns = campaigns;
        this.history = history;
    }

    /**
     * A line item as it was.
     *
     * @param number counts from 1
     * @param document its terms, and its creatives by id
     */
    record Version(int number, Instant at, String who, JsonNode document) {}

    /**
     * One place at which two versions differ.
     *
     * @param pointer RFC 6901, into the document
     * @param from absent where the earlier version has nothing there
     * @param to absent where the later one has nothing there
     */
    record Difference(
            String pointer,
            @Nullable JsonNode from,
            @Nullable JsonNode to) {}

    /** All versions, oldest first; a 404 where the caller may not know of the line item. */
    List<Version> of(UUID id) {
        if (campaigns.ifVisible(lineItems.campaignOf(id)).isEmpty()) {
            throw Problems.notFound("line item", id);
        }
        var versions = new ArrayList<Version>();
        var document = JsonNodeFactory.instance.objectNode();
        for (var change : history.ofLineItem(id)) {
            if (apply(change, document)) {
                var last = versions.isEmpty() ? null : versions.get(versions.size() - 1);
                if (last != null && last.at().equals(change.at())) {
                    versions.remove(versions.size() - 1);
                }
                versions.add(new Version(versions.size() + 1, change.at(), change.who(), document.deepCopy()));
            }
        }
        return versions;
    }

    private static boolean apply(PastChange change, ObjectNode document) {
        var detail = change.detail() == null
                ? JsonNodeFactory.instance.objectNode()
                : Json.read(change.detail().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        var creativeId = detail.path("creativeId").asText();
        switch (change.what()) {
            case "line-item-created", "line-item-changed" -> {
                var creatives = document.path("creatives");
                document.removeAll();
                document.setAll((ObjectNode) detail);
                document.set("creatives", creatives.isObject() ? creatives : JsonNodeFactory.instance.objectNode());
            }
            case "creative-created", "creative-changed" ->
                document.withObject("/creatives").set(creativeId, detail.path("content"));
            case "creative-removed" -> document.withObject("/creatives").remove(creativeId);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Where two versions differ, in the order of the pointers. */
    List<Difference> between(UUID id, int from, int to) {
        var versions = of(id);
        var differences = new ArrayList<Difference>();
        compare("", version(versions, "from", from), version(versions, "to", to), differences);
        return differences;
    }

    private static JsonNode version(List<Version> versions, String field, int number) {
        if (number < 1 || number > versions.size()) {
            throw Problems.invalid(
                    List.of(new Problems.Violation(field, "query", "must be a version, 1 to " + versions.size())));
        }
        return versions.get(number - 1).document();
    }

    private static void compare(
            String pointer, @Nullable JsonNode from, @Nullable JsonNode to, List<Difference> differences) {
        if (from instanceof ObjectNode before && to instanceof ObjectNode after) {
            var names = new TreeSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (var name : names) {
                var step = "/" + name.replace("~", "~0").replace("/", "~1");
                compare(pointer + step, before.get(name), after.get(name), differences);
            }
        } else if (from == null ? to != null : !from.equals(to)) {
            differences.add(new Difference(pointer, from, to));
        }
    }
}
