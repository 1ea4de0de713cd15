package io.houdao.endtoend.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.driver.Drivers;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.UUID;

/** The people whom a story needs, new ones each time it is played, so that no earlier play has tired them of ads. */
final class Cast {

    private static final LocalDate BORN = LocalDate.parse("1988-05-04");

    private Cast() {}

    /** A grown-up with a household of their own. */
    static UUID person(Drivers drivers) {
        var householdId = UUID.randomUUID();
        var personId = UUID.randomUUID();
        drivers.profile().addHousehold(householdId);
        drivers.profile().addPerson(personId, BORN, householdId);
        return personId;
    }

    /** A device of this person; {@code shared} devices stand where the household sees them. */
    static UUID device(Drivers drivers, UUID personId, String kind, boolean shared) {
        var deviceId = UUID.randomUUID();
        drivers.profile().bind(personId, deviceId, kind, shared);
        return deviceId;
    }

    /** The TVs of {@code size} people who live alone and never were asked for anything. */
    static Deque<UUID> televisions(Drivers drivers, int size) {
        var people = new ArrayList<JsonNode>();
        var televisions = new ArrayDeque<UUID>();
        for (var i = 0; i < size; i++) {
            var deviceId = UUID.randomUUID();
            televisions.add(deviceId);
            var person = JsonNodeFactory.instance
                    .objectNode()
                    .put("personId", UUID.randomUUID().toString())
                    .put("birthDate", BORN.toString());
            person.putArray("devices")
                    .addObject()
                    .put("deviceId", deviceId.toString())
                    .put("kind", "tv")
                    .put("shared", false);
            people.add(person);
        }
        DemoWorld.importPeople(drivers.profile(), people);
        return televisions;
    }
}
