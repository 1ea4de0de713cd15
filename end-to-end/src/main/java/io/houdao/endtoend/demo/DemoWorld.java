package io.houdao.endtoend.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Json;
import io.houdao.endtoend.driver.ProfileDriver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Puts the demo world into a running suite, through its public API alone: what a company would do in its first week.
 *
 * <p>Everything has a fixed id, so that seeding again finds what is there and adds only what is missing.
 */
public final class DemoWorld {

    private static final int PEOPLE_AT_ONCE = 100;

    private final Drivers drivers;
    private final Consumer<String> progress;

    private DemoWorld(Drivers drivers, Consumer<String> progress) {
        this.drivers = drivers;
        this.progress = progress;
    }

    /**
     * Seeds the world.
     *
     * @param progress hears one line for each thing done
     */
    public static void seed(Drivers drivers, Consumer<String> progress) {
        var world = new DemoWorld(drivers, progress);
        world.placesToShow();
        world.people();
        DataFiles.json("/world/advertisers.json").forEach(world::advertiser);
    }

    /** The id of an advertiser of the world by its key, such as {@code qinghe}. */
    public static UUID advertiserId(String key) {
        return Ids.of("advertiser", key);
    }

    private void placesToShow() {
        var inventory = Inventory.ofTheWorld();
        var slots = drivers.placement().slots();
        if (!ids(slots).containsAll(inventory.teamBySlot().keySet())) {
            drivers.placement().importInventory(inventory.lines()).whole();
        }
        var open =
                ids(slots.stream().filter(slot -> slot.path("open").asBoolean()).toList());
        inventory.teamBySlot().forEach((slotId, team) -> {
            if (!open.contains(slotId)) {
                drivers.placement().open(slotId, team);
            }
        });
        progress.accept(inventory.teamBySlot().size() + " slots, opened by the teams that own them");
    }

    private static Set<String> ids(List<JsonNode> slots) {
        return slots.stream().map(slot -> slot.path("slotId").asText()).collect(Collectors.toSet());
    }

    private void people() {
        var people = PeopleGenerator.people();
        var last = people.get(people.size() - 1);
        if (!drivers.profile().knows(Json.id(last, "personId"))) {
            importPeople(drivers.profile(), people);
        }
        progress.accept(people.size() + " people in their households");
    }

    /** Imports people a hundred at a time; an exception names the first line that was refused. */
    public static void importPeople(ProfileDriver profile, List<JsonNode> people) {
        for (var from = 0; from < people.size(); from += PEOPLE_AT_ONCE) {
            profile.importPeople(people.subList(from, Math.min(from + PEOPLE_AT_ONCE, people.size())))
                    .whole();
        }
    }

    private void advertiser(JsonNode advertiser) {
        var id = advertiserId(advertiser.path("key").asText());
        register(drivers, id, advertiser);
        var known = drivers.campaign().campaigns(id).stream().map(Launch::idOf).collect(Collectors.toSet());
        var names = new ArrayList<String>();
        for (var campaign : advertiser.path("campaigns")) {
            names.add(campaign.path("name").asText());
            var campaignId = Ids.of("campaign", id, campaign.path("key").asText());
            if (!known.contains(campaignId)) {
                draft(id, campaignId, campaign);
            }
            if (drivers.campaign().isDraft(id, campaignId)) {
                Launch.throughBothVerdicts(drivers.campaign(), id, campaignId);
            }
        }
        progress.accept(advertiser.path("name").asText() + ": " + String.join(", ", names));
    }

    /** Takes an advertiser on and books its first deposit, unless that has happened. */
    public static void register(Drivers drivers, UUID id, JsonNode advertiser) {
        var isKnown = drivers.campaign().advertisers().stream()
                .anyMatch(known -> Json.id(known, "advertiserId", "id").equals(id));
        if (!isKnown) {
            var registration = (ObjectNode) advertiser.deepCopy();
            registration.put("advertiserId", id.toString());
            drivers.campaign().register(registration.retain("advertiserId", "name", "zone", "currency", "domains"));
            drivers.campaign().deposit(id, advertiser.path("depositMicros").asLong(), "opening deposit " + id);
        }
    }

    private void draft(UUID advertiserId, UUID campaignId, JsonNode fromFile) {
        var campaign = Launch.dated(fromFile, Instant.now());
        campaign.put("campaignId", campaignId.toString());
        drivers.campaign().draft(advertiserId, campaignId.toString(), campaign);
    }
}
