package io.houdao.profile.bulk;

import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.decide;
import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.local.LocalStackResource;
import io.houdao.profile.Stored;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ImportTest {

    @Inject
    Stored stored;

    private final UUID person = UUID.randomUUID();
    private final UUID household = UUID.randomUUID();
    private final UUID tv = UUID.randomUUID();

    @Test
    void aBadLineNamesItsFieldAndStoresNothing() {
        var stranger = aPerson();
        var taken = aDevice(stranger, "tv");
        var before = stored.everything();

        var lines = String.join(
                "\n",
                "{\"personId\":",
                "{\"birthDate\":\"1990-05-17\"}",
                line("1790-05-17", ""),
                line("1990-05-17", ",\"devices\":[{\"deviceId\":\"" + tv + "\",\"kind\":\"abacus\"}]"),
                line("1990-05-17", ",\"devices\":[{\"kind\":\"tv\"}]"),
                line("1990-05-17", ",\"devices\":[{\"deviceId\":\"" + taken + "\",\"kind\":\"tv\"}]"),
                line("1990-05-17", ",\"permissions\":[" + cell("watch", "sleep-health", "tv") + "]"),
                line("1990-05-17", ",\"permissions\":[" + cell("story-machine", "viewing", "tv") + "]"),
                line(
                        "1990-05-17",
                        ",\"tags\":[{\"tag\":\"rice-texture:soft\",\"provenance\":\"OBSERVED\",\"source\":\"tv\"}]"),
                line("1990-05-17", ",\"tags\":[{\"tag\":\"rice-texture:soft\",\"provenance\":\"OBSERVED\"}]"),
                line("1990-05-17", ",\"switches\":{\"dailyAdLimitByScene\":{\"home/sport\":-1}}"),
                line("1990-05-17", ",\"nickname\":\"Anna\""));

        importPeople(lines)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("rejected", equalTo(12))
                .body("problems.line", hasItems(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
                .body("problems.find { it.line == 2 }.field", equalTo("personId"))
                .body("problems.find { it.line == 3 }.field", equalTo("birthDate"))
                .body("problems.find { it.line == 4 }.field", equalTo("devices[0].kind"))
                .body("problems.find { it.line == 5 }.field", equalTo("devices[0].deviceId"))
                .body("problems.find { it.line == 6 }.field", equalTo("devices[0].deviceId"))
                .body("problems.find { it.line == 7 }.field", equalTo("permissions[0].dataKind"))
                .body("problems.find { it.line == 8 }.field", equalTo("permissions[0].source"))
                .body("problems.find { it.line == 9 }.field", equalTo("tags[0].tag"))
                .body("problems.find { it.line == 10 }.field", equalTo("tags[0].source"))
                .body("problems.find { it.line == 12 }.field", equalTo("nickname"));

        assertThat(stored.everything()).isEqualTo(before);
    }

    @Test
    void aPersonComesWithAllThatBelongsToThem() {
        importPeople(fullLine()).then().statusCode(200).body("accepted", equalTo(1));

        asPerson(person).get("/v1/people/" + person).then().body("householdId", equalTo(household.toString()));
        asPerson(person)
                .get("/v1/people/" + person + "/tags")
                .then()
                .body("items.tag", containsInAnyOrder("city:beijing", "viewing-genre:sport"))
                .body("items.deviceId", hasItem(tv.toString()));
        asPerson(person)
                .get("/v1/people/" + person + "/permissions/history")
                .then()
                .body("items.decidedBy", contains("import"))
                .body("items.textVersion", contains("unknown"));
        projection(person)
                .then()
                .body("surfaces.tv.tags.tag", contains("viewing-genre:sport"))
                .body("quietScenes", contains("home/sport"))
                .body("householdId", equalTo(household.toString()));
    }

    @Test
    void aYesForAWhileComesWithItsEndAndAnotherEndReplacesIt() {
        var anna = fullLine().replace("\"granted\"", "\"granted\",\"expiresAt\":\"2999-01-01T00:00:00Z\"");

        importPeople(anna).then().body("accepted", equalTo(1));
        importPeople(anna.replace("2999", "2998")).then().body("accepted", equalTo(1));

        asPerson(person)
                .get("/v1/people/" + person + "/permissions/history")
                .then()
                .body("items.expiresAt", contains("2998-01-01T00:00:00Z", "2999-01-01T00:00:00Z"));
    }

    @Test
    void theSameImportAgainChangesNothing() {
        importPeople(fullLine());
        var before = stored.everything();

        importPeople(fullLine()).then().body("accepted", equalTo(1)).body("rejected", equalTo(0));

        assertThat(stored.everything()).isEqualTo(before);
    }

    @Test
    void anImportNeverOverrulesThePerson() {
        importPeople(fullLine());
        decide(person, "tv", "viewing", "tv", "revoked");
        put(asPerson(person), "/v1/people/" + person + "/switches", "{\"adsOff\":true}");
        asPerson(person)
                .delete("/v1/people/" + person + "/tags/city:beijing")
                .then()
                .statusCode(204);

        importPeople(fullLine()).then().body("accepted", equalTo(1));

        asPerson(person)
                .get("/v1/people/" + person + "/permissions")
                .then()
                .body("items.decision", contains("revoked"));
        asPerson(person)
                .get("/v1/people/" + person + "/switches")
                .then()
                .body("adsOff", equalTo(true))
                .body("quietScenes", empty());
        asPerson(person)
                .get("/v1/people/" + person + "/tags")
                .then()
                .body("items.tag", contains("viewing-genre:sport"));
    }

    @Test
    void ofAChildOrSomeoneWhoRefusedNoTagsAreKept() {
        var child = UUID.randomUUID();
        var lines = fullLine().replace("\"quietScenes\"", "\"refused\":true,\"quietScenes\"") + "\n"
                + fullLine()
                        .replace(person.toString(), child.toString())
                        .replace(tv.toString(), UUID.randomUUID().toString())
                        .replace("1990-05-17", "2018-05-17");

        importPeople(lines).then().body("accepted", equalTo(2));

        for (var one : new UUID[] {person, child}) {
            asPerson(one).get("/v1/people/" + one + "/tags").then().body("items", empty());
        }
        asPerson(child).get("/v1/people/" + child + "/permissions").then().body("items", empty());
    }

    @Test
    void oneOnSeveralLinesIsTakenLineByLine() {
        var second =
                line("1990-05-17", ",\"devices\":[{\"deviceId\":\"" + UUID.randomUUID() + "\",\"kind\":\"phone\"}]");

        importPeople(fullLine() + "\n" + second).then().body("accepted", equalTo(2));

        projection(person).then().body("devices.kind", containsInAnyOrder("tv", "phone"));
    }

    @Test
    void membersOfOneHouseholdInOneImportAreSeenTogether() {
        var child = UUID.randomUUID();

        importPeople(
                fullLine().replace("\"kind\":\"tv\"", "\"kind\":\"tv\",\"shared\":true") + "\n" + "{\"personId\":\""
                        + child + "\",\"birthDate\":\"2018-05-17\",\"householdId\":\"" + household + "\"}");

        projection(person).then().body("surfaces.tv.childRules", equalTo(true)).body("surfaces.tv.tags", empty());
        asOperator().get("/v1/households/" + household).then().body("members", hasSize(2));
    }

    private String fullLine() {
        return line("1990-05-17", """
                ,"householdId":"%s","devices":[{"deviceId":"%s","kind":"tv"}],"permissions":[%s],"tags":[\
                {"tag":"viewing-genre:sport","provenance":"OBSERVED","source":"tv"},\
                {"tag":"city:beijing","provenance":"SURVEYED"}],"switches":{"quietScenes":["home/sport"]}""".formatted(household, tv, cell("tv", "viewing", "tv")));
    }

    private String line(String birthDate, String more) {
        return "{\"personId\":\"" + person + "\",\"birthDate\":\"" + birthDate + "\"" + more + "}";
    }

    private static String cell(String source, String dataKind, String surface) {
        return """
                {"source":"%s","dataKind":"%s","surface":"%s","purpose":"personalised-ads","decision":"granted"}""".formatted(source, dataKind, surface);
    }
}
