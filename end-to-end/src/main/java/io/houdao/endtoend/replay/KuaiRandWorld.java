package io.houdao.endtoend.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.houdao.endtoend.demo.DataFiles;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.demo.Ids;
import io.houdao.endtoend.demo.Launch;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Imported;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** What the log needs around it: its users as people, its videos as private deals, its tabs as scenes with a slot each. */
final class KuaiRandWorld {

    static final String TOUCHPOINT = "kuairand";
    private static final String TEAM = "kuairand";
    private static final UUID ADVERTISER = Ids.of("kuairand", "advertiser");
    private static final int LINES_AT_ONCE = 500;

    /** One transaction hands a whole campaign in, and another publishes it. */
    private static final int DEALS_IN_A_CAMPAIGN = 1_000;

    private static final Duration VIEW_LIMIT = Duration.ofMinutes(3);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Drivers drivers;
    private final Consumer<String> progress;
    private final JsonNode template = DataFiles.json("/replay/kuairand.json");

    KuaiRandWorld(Drivers drivers, Consumer<String> progress) {
        this.drivers = drivers;
        this.progress = progress;
    }

    /** The share of showings that may be closed in any tab, unless the log says what is usual there. */
    double acceptedShare() {
        return template.path("acceptedShare").asDouble();
    }

    /** Adds whatever of it is missing, and waits until placement-service sees it. */
    void addFor(List<Exposure> exposures) {
        var moments = distinct(exposures, Exposure::moment);
        moments.forEach(moment -> drivers.placement().addMoment(moment, "短视频 " + moment, "Short video " + moment));
        places(moments);
        progress.accept(moments.size() + " tabs became scenes with a slot each");
        var lineItemsBefore = viewed("lineItems");
        var people = people(exposures);
        var deals = deals(exposures, moments);
        progress.accept("waiting until placement-service sees them");
        awaitViewed("projections", people);
        awaitViewed("lineItems", lineItemsBefore + deals);
    }

    private long viewed(String what) {
        return drivers.placement().view().path(what).asLong();
    }

    private void awaitViewed(String what, long number) {
        Awaitility.await()
                .atMost(VIEW_LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> viewed(what) >= number);
    }

    private static Set<String> distinct(List<Exposure> exposures, Function<Exposure, String> property) {
        return exposures.stream().map(property).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void places(Set<String> moments) {
        var lines = new ArrayList<JsonNode>();
        lines.add(JSON.objectNode().set("touchpoint", template.path("touchpoint")));
        for (var moment : moments) {
            var slot = (ObjectNode) template.path("slot").deepCopy();
            slot.put("slotId", TOUCHPOINT + "." + moment);
            slot.putArray("scenes").add("personal/" + moment);
            lines.add(JSON.objectNode().set("slot", slot));
        }
        drivers.placement().importInventory(lines).whole();
        moments.forEach(moment -> drivers.placement().open(TOUCHPOINT + "." + moment, TEAM));
    }

    /** Sets what scenes accept, where they do not already. */
    void accept(Map<String, Double> shareByScene) {
        var acceptedByScene = drivers.feedback().scenes().stream()
                .collect(Collectors.toMap(
                        scene -> scene.path("scene").asText(),
                        scene -> scene.path("acceptedShare").asDouble()));
        shareByScene.forEach((scene, share) -> {
            if (!share.equals(acceptedByScene.get(scene))) {
                drivers.feedback().accept(scene, share);
            }
        });
    }

    private int people(List<Exposure> exposures) {
        var people = new LinkedHashMap<String, JsonNode>();
        for (var exposure : exposures) {
            people.computeIfAbsent(exposure.userId(), user -> person(exposure));
        }
        inBatches(
                List.copyOf(people.values()),
                "people",
                batch -> drivers.profile().importPeople(batch));
        return people.size();
    }

    private static JsonNode person(Exposure exposure) {
        var person = JSON.objectNode()
                .put("personId", exposure.personId().toString())
                .put("birthDate", "1990-01-01");
        person.putArray("devices")
                .addObject()
                .put("deviceId", exposure.phone().toString())
                .put("kind", "phone")
                .put("shared", false);
        return person;
    }

    /** New campaigns for the videos that were not there before: a review covers what was submitted, and no more. */
    private int deals(List<Exposure> exposures, Set<String> moments) {
        DemoWorld.register(drivers, ADVERTISER, template.path("advertiser"));
        var known = knownLineItems();
        var missing = new LinkedHashMap<UUID, JsonNode>();
        for (var exposure : exposures) {
            if (!known.contains(exposure.lineItemId())) {
                missing.computeIfAbsent(exposure.lineItemId(), id -> deal(exposure, moments));
            }
        }
        launch(List.copyOf(missing.values()), known.size());
        return missing.size();
    }

    private Set<UUID> knownLineItems() {
        return drivers.campaign().campaigns(ADVERTISER).stream()
                .flatMap(campaign -> drivers.campaign().lineItems(ADVERTISER, Launch.idOf(campaign)).stream())
                .map(lineItem -> UUID.fromString(lineItem.path("lineItemId").asText()))
                .collect(Collectors.toSet());
    }

    private void launch(List<JsonNode> deals, int knownBefore) {
        for (var from = 0; from < deals.size(); from += DEALS_IN_A_CAMPAIGN) {
            var to = Math.min(from + DEALS_IN_A_CAMPAIGN, deals.size());
            launchTogether(deals.subList(from, to), knownBefore + from);
            progress.accept(to + " of " + deals.size() + " private deals are on the air");
        }
    }

    private void launchTogether(List<JsonNode> deals, int knownBefore) {
        var campaign = JSON.objectNode()
                .put("name", "Videos from the " + (knownBefore + 1) + "th on")
                .put("category", template.path("category").asText());
        var campaignId = Launch.idOf(
                drivers.campaign().draft(ADVERTISER, UUID.randomUUID().toString(), campaign));
        inBatches(
                deals, "in this campaign", batch -> drivers.campaign().importLineItems(ADVERTISER, campaignId, batch));
        Launch.throughBothVerdicts(drivers.campaign(), ADVERTISER, campaignId);
    }

    private JsonNode deal(Exposure exposure, Set<String> moments) {
        var now = Instant.now();
        var deal = (ObjectNode) template.path("lineItem").deepCopy();
        deal.put("lineItemId", exposure.lineItemId().toString());
        deal.put("name", "video " + exposure.videoId());
        deal.put("startsAt", now.minus(Duration.ofHours(1)).toString());
        deal.put("endsAt", now.plus(Duration.ofDays(3650)).toString());
        var scenes = deal.putArray("scenes");
        moments.forEach(moment -> scenes.add("personal/" + moment));
        deal.withArray("/creatives/0/variants/0/scenes").removeAll().addAll(scenes);
        return deal;
    }

    private void inBatches(List<JsonNode> lines, String what, Function<List<JsonNode>, Imported> imports) {
        for (var from = 0; from < lines.size(); from += LINES_AT_ONCE) {
            var to = Math.min(from + LINES_AT_ONCE, lines.size());
            imports.apply(lines.subList(from, to)).whole();
            progress.accept(to + " of " + lines.size() + " " + what);
        }
    }
}
