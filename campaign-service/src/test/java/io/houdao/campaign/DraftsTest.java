package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dry runs, copies, versions, archives and lists: what advertisers do before they submit. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DraftsTest {

    @Inject
    Stored stored;

    private Member member;

    @BeforeEach
    void anAdvertiser() {
        member = Member.with(10 * Bodies.BUDGET);
    }

    @Test
    void aDryRunTellsEverythingThatIsWrongAtOnce() {
        var unreadable = with(with(lineItem(creative()), "delivery", "WHENEVER"), "scenes", List.of("somewhere"));
        unreadable.put("colour", "red");
        unreadable.put("bid", Map.of("model", "CPM", "amountMicros", "much"));
        var invalid = with(with(lineItem(creative()), "budgetMicros", -1), "endsAt", "2025-01-01T00:00:00Z");
        var spoiled =
                with(lineItem(with(creative(), "benefit", "全国第一的大米送一袋")), "audience", Map.of("basic", "city:atlantis"));
        var body = with(Bodies.campaign(unreadable, invalid, spoiled), "category", "tobacco");
        var before = stored.fingerprint();

        member.api()
                .post("/v1/campaigns/validate", body)
                .then()
                .statusCode(200)
                .body("valid", equalTo(false))
                .body(
                        "problems.pointer",
                        containsInAnyOrder(
                                "/lineItems/0/delivery",
                                "/lineItems/0/scenes/0",
                                "/lineItems/0/colour",
                                "/lineItems/0/bid/amountMicros",
                                "/lineItems/1/budgetMicros",
                                "/lineItems/1/endsAt",
                                "/category",
                                "/lineItems/2/creatives/0/benefit",
                                "/lineItems/2/audience/basic"))
                .body("problems.find { it.pointer == '/category' }.rule", equalTo("banned-category"))
                .body("problems.find { it.pointer == '/lineItems/0/delivery' }.detail", containsString("GUARANTEED"))
                .body(
                        "problems.find { it.pointer == '/lineItems/2/audience/basic' }.detail",
                        containsString("city:atlantis"));
        assertThat(stored.fingerprint()).isEqualTo(before);
    }

    @Test
    void whatADryRunFindsNothingInIsSubmitted() {
        var body = Bodies.campaign(lineItem(creative()));
        member.api()
                .post("/v1/campaigns/validate", body)
                .then()
                .body("problems", empty())
                .body("valid", equalTo(true));

        member.inReview(member.draft(body).jsonPath().getUUID("campaignId"));
    }

    @Test
    void aDryRunOfNoCampaignSaysSo() {
        for (var body : List.of("{\"name\":", "[]", "7", "null")) {
            member.api()
                    .post("/v1/campaigns/validate", body)
                    .then()
                    .statusCode(200)
                    .body("valid", equalTo(false))
                    .body("problems", org.hamcrest.Matchers.not(empty()));
        }
    }

    @Test
    void aCopyIsADraftOfItsOwn() {
        var id = member.live(lineItem(creative()));
        var campaignId = member.lineItem(id).jsonPath().getUUID("campaignId");

        var copy = member.api().create("/v1/campaigns/" + campaignId + "/copy", Map.of());
        copy.then()
                .statusCode(201)
                .body("lineItems", hasSize(1))
                .body("lineItems[0].status", equalTo("draft"))
                .body("lineItems[0].name", equalTo("晚饭时间 At dinner"))
                .body("lineItems[0].creatives[0].claims[0]", equalTo("Harvested this autumn"));
        assertThat(copy.jsonPath().getUUID("lineItems[0].lineItemId")).isNotEqualTo(id);
        assertThat(member.status(id)).isEqualTo("live");
        Member.pass(member.inReview(copy.jsonPath().getUUID("campaignId")));
    }

    @Test
    void everyVersionIsKeptAndTheDifferencesAreTold() {
        var id = member.draft(Bodies.campaign(lineItem(creative()))).jsonPath().getUUID("lineItems[0].lineItemId");
        var creativeId = member.lineItem(id).jsonPath().getString("creatives[0].creativeId");
        member.api().patch("/v1/line-items/" + id, Map.of("name", "Later", "dailyBudgetMicros", 7));
        member.api()
                .put(
                        "/v1/line-items/" + id + "/creatives/" + creativeId,
                        0,
                        with(creative(), "benefit", "Two sample bags of rice"));
        var path = "/v1/line-items/" + id;

        member.api()
                .get(path + "/versions")
                .then()
                .statusCode(200)
                .body("items.number", equalTo(List.of(1, 2, 3)))
                .body("items[0].document.name", equalTo("晚饭时间 At dinner"))
                .body("items[2].who", equalTo("member-wang"));
        member.api()
                .get(path + "/diff?from=1&to=3")
                .then()
                .statusCode(200)
                .body(
                        "differences.pointer",
                        equalTo(List.of("/creatives/" + creativeId + "/benefit", "/dailyBudgetMicros", "/name")))
                .body("differences[1].to", equalTo(7))
                .body("differences[2].from", equalTo("晚饭时间 At dinner"));
        member.api().get(path + "/diff?from=1&to=4").then().statusCode(400).body("violations.field", hasItem("to"));
    }

    @Test
    void whatIsArchivedIsListedNoMoreAndDoesNotChange() {
        var draft = member.draft(Bodies.campaign(lineItem(creative()))).jsonPath();
        var campaignId = draft.getUUID("campaignId");
        var live = member.lineItem(member.live(lineItem(creative()))).jsonPath().getUUID("campaignId");
        member.api().post("/v1/campaigns/" + live + "/archive").then().statusCode(409);
        member.api().post("/v1/campaigns/" + campaignId + "/archive").then().statusCode(200);

        member.api().get("/v1/campaigns").then().body("items.campaignId", equalTo(List.of(live.toString())));
        member.api()
                .get("/v1/campaigns?archived=true")
                .then()
                .body("items.campaignId", equalTo(List.of(campaignId.toString())));
        member.submit(campaignId).then().statusCode(409);
        member.api()
                .patch("/v1/line-items/" + draft.getString("lineItems[0].lineItemId"), Map.of("name", "B"))
                .then()
                .statusCode(409);
        member.api().post("/v1/campaigns/" + campaignId + "/unarchive").then().statusCode(200);
        member.inReview(campaignId);
    }

    @Test
    void aListIsFilteredAndSortedPageByPage() {
        var ids = List.of("Cherry", "apple", "Banana").stream()
                .map(name -> named(name, name.equals("apple") ? "car" : "food"))
                .toList();
        var list = "/v1/campaigns?limit=2&sort=name";
        var first = member.api().get(list).jsonPath();
        var second =
                member.api().get(list + "&cursor=" + first.getString("next")).jsonPath();
        assertThat(first.getList("items.name")).containsExactly("apple", "Banana");
        assertThat(second.getList("items.name")).containsExactly("Cherry");
        var backwards = member.api().get("/v1/campaigns?sort=-name").jsonPath();
        assertThat(backwards.getList("items.name")).containsExactly("Cherry", "Banana", "apple");

        assertThat(found("category=car")).containsExactly(ids.get(1));
        assertThat(found("name=AN")).containsExactly(ids.get(2));
        assertThat(found("status=draft")).isEmpty();
        member.live(lineItem(creative()));
        assertThat(found("status=live")).hasSize(1);
        var running = member.api().get("/v1/campaigns?status=live").jsonPath();
        assertThat(running.getMap("items[0].lineItemsByStatus")).isEqualTo(Map.of("live", 1));
        for (var wrong : List.of("sort=colour", "status=sleeping")) {
            member.api().get("/v1/campaigns?" + wrong).then().statusCode(400);
        }
    }

    @Test
    void lineItemsAreFilteredAndSortedPageByPage() {
        var campaignId = member.draft(Bodies.campaign(
                        item("Cherry", "AUCTION", 3_000_000_000L),
                        item("apple", "HOUSE", 1_000_000_000L),
                        item("Banana", "AUCTION", 2_000_000_000L)))
                .jsonPath()
                .getUUID("campaignId");
        var list = "/v1/campaigns/" + campaignId + "/line-items?";
        var stranger = Member.with(0);

        assertThat(names(list + "sort=position")).containsExactly("Cherry", "apple", "Banana");
        assertThat(names(list + "sort=-name")).containsExactly("Cherry", "Banana", "apple");
        assertThat(names(list + "sort=budgetMicros")).containsExactly("apple", "Banana", "Cherry");
        assertThat(names(list + "delivery=HOUSE")).containsExactly("apple");
        assertThat(names(list + "name=AN&status=draft")).containsExactly("Banana");
        assertThat(names(list + "status=live")).isEmpty();
        // All end at the same time, so that only their positions tell them apart.
        var first = member.api().get(list + "sort=-endsAt&limit=2").jsonPath();
        assertThat(first.getList("items.name")).containsExactly("Cherry", "apple");
        assertThat(names(list + "sort=-endsAt&limit=2&cursor=" + first.getString("next")))
                .containsExactly("Banana");
        for (var wrong : List.of("sort=colour", "status=sleeping", "delivery=MAYBE")) {
            member.api()
                    .get(list + wrong)
                    .then()
                    .statusCode(400)
                    .body("violations.field", hasItem(wrong.replaceAll("=.*", "")));
        }
        stranger.api().get(list + "sort=name").then().statusCode(404);
    }

    private static Map<String, Object> item(String name, String delivery, long budget) {
        var body = with(with(with(lineItem(), "name", name), "delivery", delivery), "budgetMicros", budget);
        return delivery.equals("HOUSE") ? with(body, "bid", Map.of("model", "CPM", "amountMicros", 0)) : body;
    }

    private List<String> names(String list) {
        return member.api().get(list).jsonPath().getList("items.name");
    }

    @Test
    void aCampaignIsRenamedAndGoesBackToDraftWhereItIsOfSomethingElse() {
        var id = member.live(lineItem(creative()));
        var campaignId = member.lineItem(id).jsonPath().getString("campaignId");
        var path = "/v1/campaigns/" + campaignId;
        var version = member.api().get(path).jsonPath().getLong("version");
        var body = Map.<String, Object>of("name", "Firm rice", "category", "food");
        member.api()
                .request()
                .body(body)
                .put(path)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("If-Match"));
        member.api().put(path, version + 7, body).then().statusCode(409);

        member.api().put(path, version, body).then().statusCode(200).body("name", equalTo("Firm rice"));
        assertThat(member.status(id)).isEqualTo("live");

        var changed = member.api().put(path, version + 1, with(body, "onBehalfOf", "Somebody else"));
        changed.then().statusCode(200).body("lineItems[0].status", equalTo("draft"));
        assertThat(member.available()).isGreaterThanOrEqualTo(Bodies.BUDGET);
    }

    private UUID named(String name, String category) {
        return member.draft(with(with(Bodies.campaign(), "name", name), "category", category))
                .jsonPath()
                .getUUID("campaignId");
    }

    private List<UUID> found(String filter) {
        return member.api().get("/v1/campaigns?" + filter).jsonPath().getList("items.campaignId", UUID.class);
    }
}
