package io.houdao.placement;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.Suite.TEAM;
import static io.houdao.placement.Suite.aDevice;
import static io.houdao.placement.Suite.aTelevision;
import static io.houdao.placement.Suite.ask;
import static io.houdao.placement.Suite.operator;
import static io.houdao.placement.Suite.operatorOf;
import static io.houdao.placement.Suite.slot;
import static io.houdao.placement.Suite.touchpoint;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(CampaignStandIn.class)
class RegistryTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final Scene LIFE = Scene.of("home/life");

    @Inject
    DataSource database;

    @Test
    void nobodyEntersWithoutTheRoleForIt() {
        var place = aTelevision();
        var moment = "/v1/scenes/moments/" + unusedMoment();
        var touchpoint = "/v1/touchpoints/" + place.touchpoint();
        var slot = "/v1/slots/" + place.slot();

        for (var path : List.of("/v1/scenes", "/v1/touchpoints", touchpoint, "/v1/slots", slot, "/v1/view")) {
            isProblem(given().get(path), 401);
        }
        isProblem(Suite.device(aDevice()).get("/v1/view"), 403);
        for (var path : List.of(moment, touchpoint, slot, slot + "/consent")) {
            isProblem(given().contentType("application/json").body("{}").put(path), 401);
            isProblem(Suite.device(aDevice()).body("{}").put(path), 403);
        }
        isProblem(Suite.device(aDevice()).delete(slot + "/consent"), 403);
        isProblem(
                Suite.device(aDevice())
                        .contentType(NDJSON)
                        .body("{}".getBytes(UTF_8))
                        .post("/v1/slots/import"),
                403);
        operator().get(slot).then().body("open", equalTo(true));
    }

    @Test
    void malformedBodiesAreRefusedByNameAndNothingIsStored() {
        var place = Suite.Place.unused();
        var moment = unusedMoment();
        operator().body(touchpoint("tv", "home")).put("/v1/touchpoints/" + place.touchpoint());

        refuses(operator().body("{").put("/v1/scenes/moments/" + moment), "");
        refuses(operator().body(Map.of()).put("/v1/scenes/moments/" + moment), "name");
        refuses(
                operator().body(Map.of("name", Map.of("zh", "夜", "en", ""))).put("/v1/scenes/moments/" + moment),
                "name.en");
        var other = "/v1/touchpoints/touchpoint-" + UUID.randomUUID();
        refuses(
                operator()
                        .body(with(touchpoint("tv", "home"), "layer", "cellar"))
                        .put(other),
                "layer");
        refuses(
                operator()
                        .body(with(touchpoint("tv", "home"), "sphere", "space"))
                        .put(other),
                "sphere");
        refuses(
                operator()
                        .body(with(touchpoint("tv", "home"), "deviceKind", "TV Set"))
                        .put(other),
                "deviceKind");
        refuses(operator().body(with(touchpoint("tv", "home"), "colour", "red")).put(other), "colour");
        refuses(
                operator()
                        .body(with(touchpoint("tv", "home"), "touchpointId", "other"))
                        .put(other),
                "touchpointId");
        refuses(putSlot(place, "touchpointId", "nowhere"), "touchpointId");
        refuses(putSlot(place, "slotClass", "WINDOW"), "slotClass");
        refuses(putSlot(place, "capabilities", List.of()), "capabilities");
        refuses(putSlot(place, "scenes", List.of("home/sport", "sport")), "scenes[1]");
        refuses(putSlot(place, "scenes", List.of("home/sport", "home/" + moment)), "scenes[1]");
        refuses(putSlot(place, "scenes", List.of("public/sport")), "scenes[0]");
        refuses(putSlot(place, "floorMicros", -1), "floorMicros");
        refuses(
                putSlot(place, "closing", Map.of("offeredWithinMs", 1001, "goneWithinMs", 0, "maxLengthMs", 1)),
                "closing.offeredWithinMs");
        refuses(putSlot(place, "ownerTeam", " "), "ownerTeam");

        operator().get("/v1/slots/" + place.slot()).then().statusCode(404);
        operator().get(other).then().statusCode(404);
        operator().get("/v1/scenes").then().body("moments.moment", not(hasItem(moment)));
    }

    @Test
    void malformedPathsAndQueriesAreRefusedByName() {
        refuses(
                operator()
                        .body(Map.of("name", Map.of("zh", "夜", "en", "Night")))
                        .put("/v1/scenes/moments/Night"),
                "moment");
        refuses(operator().get("/v1/touchpoints/TV"), "id");
        refuses(operator().body(touchpoint("tv", "home")).put("/v1/touchpoints/TV"), "id");
        refuses(operator().get("/v1/slots/TV"), "id");
        refuses(operator().body(slot("tv", SlotClass.OTT, SPORT)).put("/v1/slots/TV"), "id");
        refuses(operatorOf(TEAM).put("/v1/slots/TV/consent"), "id");
        refuses(operatorOf(TEAM).delete("/v1/slots/TV/consent"), "id");
        refuses(operator().get("/v1/slots?scene=sport"), "scene");
        refuses(operator().get("/v1/slots?slotClass=window"), "slotClass");
        refuses(operator().get("/v1/slots?limit=201"), "limit");
        refuses(operator().get("/v1/touchpoints?limit=0"), "limit");
        refuses(operator().get("/v1/slots?cursor=%25"), "cursor");
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        isProblem(operator().get("/v1/touchpoints/none"), 404);
        isProblem(operator().get("/v1/slots/none"), 404);
        isProblem(operatorOf(TEAM).put("/v1/slots/none/consent"), 404);
        isProblem(operatorOf(TEAM).delete("/v1/slots/none/consent"), 404);
    }

    @Test
    void onlyTheOwningTeamOpensAndClosesASlot() {
        var place = aTelevision();
        var consent = "/v1/slots/" + place.slot() + "/consent";

        isProblem(operatorOf("calendar").delete(consent), 403);
        isProblem(operator().delete(consent), 403);
        operator().get("/v1/slots/" + place.slot()).then().body("open", equalTo(true));

        operatorOf(TEAM).delete(consent).then().statusCode(204);
        isProblem(operatorOf("calendar").put(consent), 403);
        isProblem(operator().put(consent), 403);
        operator().get("/v1/slots/" + place.slot()).then().body("open", equalTo(false));
    }

    @Test
    void aTeamChangesNothingThatBelongsToAnother() {
        var place = aTelevision();

        isProblem(
                operatorOf("calendar").body(touchpoint("tv", "home")).put("/v1/touchpoints/" + place.touchpoint()),
                403);
        isProblem(
                operatorOf("calendar")
                        .body(with(slot(place.touchpoint(), SlotClass.BANNER, SPORT), "ownerTeam", "calendar"))
                        .put("/v1/slots/" + place.slot()),
                403);
    }

    @Test
    void aSlotThatChangesHandsIsClosed() {
        var place = aTelevision();

        operator()
                .body(with(slot(place.touchpoint(), SlotClass.BANNER, SPORT), "ownerTeam", "calendar"))
                .put("/v1/slots/" + place.slot())
                .then()
                .statusCode(200)
                .body("open", equalTo(false));
    }

    @Test
    void aSlotThatIsOtherwiseChangedStaysOpen() {
        var place = aTelevision();

        operator()
                .body(with(slot(place.touchpoint(), SlotClass.BANNER, SPORT), "floorMicros", 5))
                .put("/v1/slots/" + place.slot())
                .then()
                .statusCode(200)
                .body("open", equalTo(true))
                .body("floorMicros", equalTo(5));
    }

    @Test
    void withdrawalWorksOnTheNextDecision() {
        var place = aTelevision();
        assertThat(reason(place)).isEqualTo("no-candidate");

        operatorOf(TEAM).delete("/v1/slots/" + place.slot() + "/consent").then().statusCode(204);

        assertThat(reason(place)).isEqualTo("slot-closed");
    }

    @Test
    void aWithdrawalAtAnotherReplicaClosesTheSlotHereToo() throws SQLException {
        var place = aTelevision();
        assertThat(reason(place)).isEqualTo("no-candidate");

        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update registry_version set version = version + 1");
            statement.execute("update slot set open = false where id = '" + place.slot() + "'");
            connection.commit();
        }

        await().untilAsserted(() -> assertThat(reason(place)).isEqualTo("slot-closed"));
    }

    @Test
    void whoConsentedAndWhoWithdrewIsKept() throws SQLException {
        var place = aTelevision();
        var consent = "/v1/slots/" + place.slot() + "/consent";

        operatorOf(TEAM).put(consent).then().statusCode(200);
        operatorOf(TEAM).delete(consent).then().statusCode(204);

        assertThat(history(place)).containsExactly("tina of tv: true", "tina of tv: false");
    }

    private List<String> history(Suite.Place place) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select given_by || ' of ' || team || ': ' || granted from slot_consent where slot_id = ? order by id")) {
            query.setString(1, place.slot().toString());
            var rows = query.executeQuery();
            var history = new ArrayList<String>();
            while (rows.next()) {
                history.add(rows.getString(1));
            }
            return history;
        }
    }

    @Test
    void noMoreSlotsOpenThanMay() {
        var place = aTelevision();
        int open = operator().get("/v1/view").then().extract().path("openSlots");
        var more = IntStream.range(0, CampaignStandIn.MOST_OPEN - open + 1)
                .mapToObj(number -> place.touchpoint() + ".more-" + number)
                .toList();
        more.forEach(id -> operator()
                .body(slot(place.touchpoint(), SlotClass.BANNER, SPORT))
                .put("/v1/slots/" + id)
                .then()
                .statusCode(201));

        var last = more.get(more.size() - 1);
        more.stream()
                .limit(more.size() - 1L)
                .forEach(id -> operatorOf(TEAM)
                        .put("/v1/slots/" + id + "/consent")
                        .then()
                        .statusCode(200));
        isProblem(operatorOf(TEAM).put("/v1/slots/" + last + "/consent"), 409);
        operatorOf(TEAM).delete("/v1/slots/" + more.get(0) + "/consent").then().statusCode(204);
        operatorOf(TEAM).put("/v1/slots/" + last + "/consent").then().statusCode(200);

        more.forEach(id -> operatorOf(TEAM).delete("/v1/slots/" + id + "/consent"));
    }

    @Test
    void theElevenMomentsAreThereAndAnotherNeedsNoRedeploy() {
        var place = aTelevision();
        var moment = unusedMoment();
        operator()
                .get("/v1/scenes")
                .then()
                .body("spheres", equalTo(List.of("personal", "home", "public")))
                .body(
                        "moments.moment",
                        hasItems(
                                "sport",
                                "work",
                                "environment",
                                "life",
                                "entertainment",
                                "parent-child",
                                "forum",
                                "community",
                                "calendar",
                                "app-store",
                                "weather"));
        assertThat(ask(aDevice(), Scene.of("home/" + moment), place.slot()).getString("decisions[0].reason"))
                .isEqualTo("unknown-scene");

        operator()
                .body(Map.of("name", Map.of("zh", "夜", "en", "Night")))
                .put("/v1/scenes/moments/" + moment)
                .then()
                .statusCode(201);

        assertThat(ask(aDevice(), Scene.of("home/" + moment), place.slot()).getString("decisions[0].reason"))
                .isEqualTo("scene-not-in-slot");
    }

    @Test
    void aSphereDoesNotChangeUnderItsSlots() {
        var place = aTelevision();

        isProblem(operator().body(touchpoint("tv", "public")).put("/v1/touchpoints/" + place.touchpoint()), 409);
    }

    @Test
    void anImportTakesGoodLinesAndReportsBadOnes() {
        var place = Suite.Place.unused();
        var lines = Stream.of(
                Map.of("touchpoint", with(touchpoint("tv", "home"), "touchpointId", place.touchpoint())),
                Map.of(
                        "slot",
                        with(
                                slot(place.touchpoint(), SlotClass.OTT, SPORT, LIFE),
                                "slotId",
                                place.slot().toString())),
                Map.of("slot", with(slot(place.touchpoint(), SlotClass.OTT, SPORT), "slotId", "Big")),
                Map.of("slot", with(slot("nowhere", SlotClass.OTT, SPORT), "slotId", "nowhere.one")),
                Map.of());

        operator()
                .contentType(NDJSON)
                .body(lines.map(RegistryTest::json).collect(joining("\n")).getBytes(UTF_8))
                .post("/v1/slots/import")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("rejected", equalTo(3))
                .body("problems.line", hasItems(3, 4, 5))
                .body("problems.field", hasItems("slot.slotId", "touchpointId"));

        operator()
                .get("/v1/slots/" + place.slot())
                .then()
                .body("open", equalTo(false))
                .body("scenes", hasItems("home/sport", "home/life"));
        operator().get("/v1/slots?touchpointId=" + place.touchpoint()).then().body("items", hasSize(1));
    }

    @Test
    void listsComeInPagesAndNarrowed() {
        var place = aTelevision();
        var other = place.touchpoint() + ".two";
        operator().body(slot(place.touchpoint(), SlotClass.OTT, LIFE)).put("/v1/slots/" + other);
        var mine = "/v1/slots?touchpointId=" + place.touchpoint();

        var first = operator()
                .get(mine + "&limit=1")
                .then()
                .body("items", hasSize(1))
                .extract()
                .jsonPath();
        operator()
                .get(mine + "&limit=1&cursor=" + first.getString("next"))
                .then()
                .body("items[0].slotId", equalTo(other))
                .body("next", nullValue());
        operator().get(mine + "&slotClass=ott").then().body("items.slotId", equalTo(List.of(other)));
        operator()
                .get(mine + "&open=true")
                .then()
                .body("items.slotId", equalTo(List.of(place.slot().toString())));
        operator()
                .get(mine + "&scene=home/sport")
                .then()
                .body("items.slotId", equalTo(List.of(place.slot().toString())));
        operator()
                .get("/v1/touchpoints/" + place.touchpoint())
                .then()
                .body("sphere", equalTo("home"))
                .body("layer", equalTo("system"))
                .body("deviceKind", equalTo("tv"));
    }

    private static String reason(Suite.Place place) {
        return ask(aDevice(), SPORT, place.slot()).getString("decisions[0].reason");
    }

    private static Response putSlot(Suite.Place place, String field, Object value) {
        return operator()
                .body(with(slot(place.touchpoint(), SlotClass.BANNER, SPORT), field, value))
                .put("/v1/slots/" + place.slot());
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        body.put(field, value);
        return body;
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().findAndRegisterModules().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unusedMoment() {
        return "m" + UUID.randomUUID().toString().substring(0, 30);
    }

    private static void refuses(Response response, String field) {
        isProblem(response, 400).body("violations.field", hasItem(containsString(field)));
    }

    private static ValidatableResponse isProblem(Response response, int status) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }
}
