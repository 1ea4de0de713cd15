package io.houdao.endtoend.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Synthetic people in households, the same ones for the same seed: with devices, permissions and refusals, and with
 * children. {@code /world/people.json} holds the shares. None of them exists.
 */
public final class PeopleGenerator {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode config;
    private final Random random;
    private final LocalDate today;

    private PeopleGenerator(JsonNode config) {
        this.config = config;
        this.random = new Random(config.path("seed").asLong());
        this.today = LocalDate.parse(config.path("bornBefore").asText());
    }

    /** Prints the people of the demo world, one a line, in the form of {@code POST /v1/people/import}. */
    public static void main(String[] args) {
        people().forEach(System.out::println);
    }

    /** The people of the demo world, in the form of {@code POST /v1/people/import}; those of a household in a row. */
    public static List<JsonNode> people() {
        var generator = new PeopleGenerator(DataFiles.json("/world/people.json"));
        var people = new ArrayList<JsonNode>();
        for (var number = 1; number <= generator.config.path("households").asInt(); number++) {
            people.addAll(generator.household(number));
        }
        return people;
    }

    private List<JsonNode> household(int number) {
        var householdId = Ids.of("household", number);
        var adults = 1 + pick(config.path("adultsBeyondTheFirst"));
        var children = adults > 1 ? pick(config.path("childrenOfCouples")) : 0;
        var members = new ArrayList<JsonNode>();
        for (var adult = 1; adult <= adults; adult++) {
            members.add(adult(householdId, "person-" + number + "-" + adult, adult == 1));
        }
        for (var child = 1; child <= children; child++) {
            members.add(child(householdId, "person-" + number + "-child-" + child));
        }
        return members;
    }

    private JsonNode adult(UUID householdId, String name, boolean first) {
        var person = person(householdId, name, 20 + random.nextInt(55));
        var kinds = new ArrayList<String>();
        kinds.add("phone");
        if (first) {
            addDevices(config.path("sharedDevices"), kinds);
        }
        var shared = kinds.size();
        addDevices(config.path("ownDevices"), kinds);
        var devices = person.putArray("devices");
        for (var i = 0; i < kinds.size(); i++) {
            devices.add(device(name, kinds.get(i), i > 0 && i < shared));
        }
        addTagsAndPermissions(person, kinds);
        addSwitches(person);
        return person;
    }

    private JsonNode child(UUID householdId, String name) {
        var person = person(householdId, name, 3 + random.nextInt(10));
        if (chance("storyMachine")) {
            person.putArray("devices").add(device(name, "story-machine", false));
        }
        return person;
    }

    private ObjectNode person(UUID householdId, String name, int age) {
        var person = JSON.objectNode();
        person.put("personId", Ids.of(name).toString());
        person.put(
                "birthDate",
                today.minusYears(age).minusDays(random.nextInt(365)).toString());
        person.put("householdId", householdId.toString());
        return person;
    }

    private static ObjectNode device(String owner, String kind, boolean shared) {
        var device = JSON.objectNode();
        device.put("deviceId", Ids.of(owner, kind).toString());
        device.put("kind", kind);
        device.put("shared", shared);
        return device;
    }

    private void addDevices(JsonNode shareByKind, List<String> kinds) {
        shareByKind.properties().forEach(kind -> {
            if (random.nextDouble() < kind.getValue().asDouble()) {
                kinds.add(kind.getKey());
            }
        });
    }

    /** A tag for each domain whose source the person has, and for some of them a yes or a no to its use. */
    private void addTagsAndPermissions(ObjectNode person, List<String> kinds) {
        var tags = person.putArray("tags");
        var permissions = person.putArray("permissions");
        for (var domain : config.path("tags")) {
            var source = domain.path("source").asText();
            if ((source.equals("self") || kinds.contains(source)) && chance("tagKnown")) {
                var values = domain.path("values");
                var tag = JSON.objectNode();
                tag.put(
                        "tag",
                        domain.path("domain").asText() + ":"
                                + values.get(random.nextInt(values.size())).asText());
                tag.put("provenance", source.equals("self") ? "declared" : "observed");
                tag.put("source", source);
                tags.add(tag);
                for (var surface : domain.path("surfaces")) {
                    if (kinds.contains(surface.asText()) && chance("asked")) {
                        permissions.add(permission(domain, surface.asText()));
                    }
                }
            }
        }
    }

    private ObjectNode permission(JsonNode domain, String surface) {
        var permission = JSON.objectNode();
        permission.put("source", domain.path("source").asText());
        permission.put("dataKind", domain.path("dataKind").asText());
        permission.put("surface", surface);
        permission.put("purpose", "personalised-ads");
        permission.put("decision", chance("yesWhenAsked") ? "granted" : "denied");
        return permission;
    }

    private void addSwitches(ObjectNode person) {
        var switches = person.putObject("switches");
        if (chance("adsOff")) {
            switches.put("adsOff", true);
        } else if (chance("refused")) {
            switches.put("refused", true);
        } else if (chance("muted")) {
            switches.putArray("mutedTouchpoints").add(pickText(config.path("mutedTouchpoints")));
        } else if (chance("quiet")) {
            switches.putArray("quietScenes").add(pickText(config.path("quietScenes")));
        }
    }

    private boolean chance(String share) {
        return random.nextDouble() < config.path("shares").path(share).asDouble();
    }

    private String pickText(JsonNode among) {
        return among.get(random.nextInt(among.size())).asText();
    }

    /** An index, drawn with the given probabilities. */
    private int pick(JsonNode probabilities) {
        var left = random.nextDouble();
        for (var i = 0; i < probabilities.size(); i++) {
            left -= probabilities.get(i).asDouble();
            if (left < 0) {
                return i;
            }
        }
        return probabilities.size() - 1;
    }
}
