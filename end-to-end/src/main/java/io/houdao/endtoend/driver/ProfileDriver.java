package io.houdao.endtoend.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** profile-service, as people, their devices and its operators use it. */
public final class ProfileDriver {

    private static final String TEXT_VERSION = "2026-01";

    private final Http http;
    private final Identities identities;

    public ProfileDriver(Http http, Identities identities) {
        this.http = http;
        this.identities = identities;
    }

    /** Which device kinds, data kinds and tag domains there are. */
    public JsonNode catalogue() {
        return http.get("/v1/catalogue", identities.operator()).body();
    }

    public void addHousehold(UUID householdId) {
        http.create(
                "/v1/households",
                identities.operator(),
                householdId.toString(),
                Map.of("householdId", householdId.toString()));
    }

    public void addPerson(UUID personId, LocalDate birthDate, @Nullable UUID householdId) {
        var body = new LinkedHashMap<String, String>();
        body.put("personId", personId.toString());
        body.put("birthDate", birthDate.toString());
        if (householdId != null) {
            body.put("householdId", householdId.toString());
        }
        http.create("/v1/people", identities.operator(), personId.toString(), body);
    }

    public boolean knows(UUID personId) {
        try {
            http.get("/v1/people/" + personId + "?reason=demo%20data", identities.agent());
            return true;
        } catch (Refused e) {
            if (e.status() == 404) {
                return false;
            }
            throw e;
        }
    }

    /** Adds or replaces people, one a line, with their devices, permissions, tags and switches. */
    public Imported importPeople(List<JsonNode> people) {
        return http.importLines("/v1/people/import", identities.operator(), people)
                .as(Imported.class);
    }

    /** The person takes a device into use. */
    public void bind(UUID personId, UUID deviceId, String kind, boolean shared) {
        http.create(
                "/v1/people/" + personId + "/devices",
                identities.person(personId),
                deviceId.toString(),
                Map.of("deviceId", deviceId.toString(), "kind", kind, "shared", shared));
    }

    /** The person says yes to one use of their data. */
    public JsonNode grant(UUID personId, Cell cell) {
        return decide(personId, cell, "granted");
    }

    /** The person says no to one use of their data. */
    public JsonNode deny(UUID personId, Cell cell) {
        return decide(personId, cell, "denied");
    }

    /** The person takes a yes back. */
    public JsonNode revoke(UUID personId, Cell cell) {
        return decide(personId, cell, "revoked");
    }

    private JsonNode decide(UUID personId, Cell cell, String decision) {
        return http.put(
                        "/v1/people/" + personId + "/permissions",
                        identities.person(personId),
                        Map.of(
                                "source",
                                cell.source(),
                                "dataKind",
                                cell.dataKind(),
                                "surface",
                                cell.surface(),
                                "purpose",
                                "personalised-ads",
                                "decision",
                                decision,
                                "textVersion",
                                TEXT_VERSION))
                .body();
    }

    /** The person turns every ad on every device off, or on again. */
    public JsonNode setAdsOff(UUID personId, boolean off) {
        return http.put("/v1/people/" + personId + "/switches", identities.person(personId), Map.of("adsOff", off))
                .body();
    }

    /** A device tells what it has learnt, as tags and nothing more. */
    public JsonNode report(UUID deviceId, String... tags) {
        var reported = List.of(tags).stream().map(tag -> Map.of("tag", tag)).toList();
        return http.put("/v1/devices/" + deviceId + "/tags", identities.device(deviceId), Map.of("tags", reported))
                .body();
    }

    /** The person says something of themself. */
    public void declare(UUID personId, String tag) {
        http.create(
                "/v1/people/" + personId + "/tags",
                identities.person(personId),
                personId + " " + tag,
                Map.of("tag", tag));
    }

    /** Exactly what leaves the service about this person. */
    public JsonNode projection(UUID personId) {
        return http.get("/v1/people/" + personId + "/projection", identities.person(personId))
                .body();
    }
}
