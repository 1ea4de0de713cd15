package io.houdao.placement;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static io.houdao.placement.Asking.awaitAd;
import static io.houdao.placement.Asking.known;
import static io.houdao.placement.Asking.live;
import static io.houdao.placement.Asking.outcome;
import static io.houdao.placement.Asking.reason;
import static io.houdao.placement.Asking.receipt;
import static io.houdao.placement.Asking.request;
import static io.houdao.placement.Asking.shown;
import static io.houdao.placement.Asking.told;
import static io.houdao.placement.Suite.aDevice;
import static io.houdao.placement.Suite.aPlace;
import static io.houdao.placement.Suite.aTelevision;
import static io.houdao.placement.Suite.ask;
import static io.houdao.placement.Suite.operator;
import static io.houdao.placement.Suite.opportunity;
import static io.houdao.placement.Suite.publish;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.Daypart;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.InvalidReceipt;
import io.houdao.kit.limit.RequestLimits;
import io.houdao.local.LocalStackResource;
import io.houdao.placement.Suite.Place;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(CampaignStandIn.class)
class DecisionTest {

    private static final Scene LIFE = Scene.of("home/life");

    @Inject
    RequestLimits limits;

    @Test
    void onlyADeviceAsks() {
        var request = request(SPORT, aTelevision());

        isProblem(given().contentType("application/json").body(request).post("/v1/decisions"), 401);
        isProblem(operator().body(request).post("/v1/decisions"), 403);
        isProblem(Suite.as("not-a-uuid", "device", Map.of()).body(request).post("/v1/decisions"), 403);
    }

    @Test
    void aDeviceThatShowsItsTokenAgainIsKnownAtOnce() {
        var place = aTelevision();
        var device = Suite.device(aDevice());
        var before = verifications();

        for (var asked = 0; asked < 3; asked++) {
            device.body(request(SPORT, place)).post("/v1/decisions").then().statusCode(200);
        }

        assertThat(verifications()).isEqualTo(before + 1);
    }

    @Test
    void aDeviceThatAsksTooOftenIsAnsweredThatThereIsNoAdAndWhy() {
        var place = aTelevision();
        var device = aDevice();

        await().untilAsserted(() -> {
            while (limits.admit(device.toString())) {
                // What it may ask at once runs out.
            }
            assertThat(reason(ask(device, request(SPORT, place)))).isEqualTo("too-many-requests");
        });
        assertThat(reason(ask(aDevice(), request(SPORT, place)))).isNotEqualTo("too-many-requests");
    }

    private static double verifications() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("houdao_tokens_verifications_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void malformedRequestsAreRefusedByName() {
        var place = aTelevision();
        var one = opportunity("1", place.slot());

        refuses("{", "");
        refuses("[]", "");
        refuses(Map.of("scene", "home/sport"), "opportunities");
        refuses(Map.of("scene", "home/sport", "opportunities", List.of()), "opportunities");
        refuses(Map.of("scene", "home/sport", "opportunities", List.of(one, one)), "opportunities[1].opportunityId");
        refuses(Map.of("scene", "home/sport", "opportunities", List.of(Map.of("slotId", "tv"))), "opportunityId");
        refuses(Map.of("scene", "home/sport", "opportunities", List.of(Map.of("opportunityId", "1"))), "slotId");
        refuses(
                Map.of("scene", "home/sport", "opportunities", List.of(Map.of("opportunityId", "1", "slotId", "T V"))),
                "opportunities[0].slotId");
        refuses(
                Map.of(
                        "scene",
                        "home/sport",
                        "opportunities",
                        List.of(Map.of("opportunityId", "1", "slotId", "tv", "deals", List.of("x")))),
                "opportunities[0].deals[0]");
        refuses(Map.of("scene", "home/sport", "opportunities", List.of(one), "mood", "good"), "mood");
        for (var region : List.of("cn-gd", "CN-GD-440300", "Guangdong")) {
            refuses(Map.of("scene", "home/sport", "opportunities", List.of(one), "region", region), "region");
        }
        var tooMany = IntStream.range(0, 51)
                .mapToObj(number -> opportunity("" + number, place.slot()))
                .toList();
        refuses(Map.of("scene", "home/sport", "opportunities", tooMany), "opportunities");
    }

    @Test
    void whatIsForSomeKindsOfDeviceOrSomeLanguagesRunsThereAlone() {
        var television = aTelevision();
        var phone = aPlace("phone", "home", SlotClass.BANNER, SPORT);
        var item = aLineItem().on(television.touchpoint(), phone.touchpoint()).onKinds("tv");
        publish(item);
        awaitAd(television, SPORT);
        assertThat(reason(ask(aDevice(), SPORT, phone.slot()))).isEqualTo("no-candidate");

        publish(item.version(2).onKinds().speaking("zh", "yue"));

        await().untilAsserted(() ->
                assertThat(reason(ask(aDevice(), SPORT, television.slot()))).isEqualTo("no-candidate"));
        assertThat(outcome(ask(aDevice(), in("zh-CN", phone)))).isEqualTo("ad");
        assertThat(outcome(ask(aDevice(), in("yue", phone)))).isEqualTo("ad");
        assertThat(reason(ask(aDevice(), in("en-GB", phone)))).isEqualTo("no-candidate");
        assertThat(reason(ask(aDevice(), in("not a language", phone)))).isEqualTo("no-candidate");
    }

    private static Map<String, Object> in(String locale, Place place) {
        return with("locale", locale, place);
    }

    private static Map<String, Object> with(String field, String value, Place place) {
        var request = new HashMap<>(request(SPORT, place));
        request.put(field, value);
        return request;
    }

    @Test
    void whatIsForSomeRegionsRunsThereAloneAndNobodyIsToldWhereThatWas() {
        var place = aTelevision();
        var person = known(APerson.withA("tv"));
        var item = aLineItem().on(place.touchpoint()).in("CN-GD", "DE");
        publish(item);
        await().untilAsserted(() -> assertThat(outcome(ask(aDevice(), with("region", "CN-GD", place))))
                .isEqualTo("ad"));

        var there = ask(person.device(), with("region", "CN-GD", place));
        assertThat(shown(there)).isEqualTo(item.id().toString());
        assertThat(outcome(ask(aDevice(), with("region", "DE-BE", place)))).isEqualTo("ad");
        for (var elsewhere : List.of("CN", "CN-BJ", "FR")) {
            assertThat(reason(ask(aDevice(), with("region", elsewhere, place)))).isEqualTo("no-candidate");
        }
        assertThat(reason(ask(aDevice(), request(SPORT, place)))).isEqualTo("no-candidate");
        var id = there.getString("decisions[0].decisionId");
        await().untilAsserted(() -> assertThat(told(id)).isNotNull());
        assertThat(told(id).toString()).doesNotContain("CN-GD");
        assertThat(operator().get("/v1/decisions/" + id + "/explanation").asString())
                .doesNotContain("CN-GD");
    }

    @Test
    void whatRunsOnAnotherDayIsPassedOverAndCounted() {
        var place = aTelevision();
        var dayAfterTomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(2).getDayOfWeek();
        var another = new Daypart(Set.of(dayAfterTomorrow.plus(1)), 0, 24);

        live(place, aLineItem().daypart(another), "out-of-daypart");

        var id = ask(aDevice(), request(SPORT, place)).getString("decisions[0].decisionId");
        operator()
                .get("/v1/decisions/" + id + "/explanation")
                .then()
                .body("candidates.outcome", equalTo(List.of("out-of-daypart")))
                .body("rejections.'out-of-daypart'", equalTo(1));
    }

    @Test
    void withoutASceneThatFitsThereIsNoAd() {
        var place = aTelevision();
        var device = aDevice();

        assertThat(reason(ask(device, Map.of("opportunities", List.of(opportunity("1", place.slot()))))))
                .isEqualTo("no-scene");
        assertThat(reason(ask(
                        device, Map.of("scene", "sport", "opportunities", List.of(opportunity("1", place.slot()))))))
                .isEqualTo("unknown-scene");
        assertThat(reason(ask(device, Scene.of("home/night"), place.slot()))).isEqualTo("unknown-scene");
        assertThat(reason(ask(device, Scene.of("home/work"), place.slot()))).isEqualTo("scene-not-in-slot");
        assertThat(reason(ask(device, SPORT, Place.unused().slot()))).isEqualTo("unknown-slot");
        assertThat(reason(ask(device, SPORT, place.slot()))).isEqualTo("no-candidate");
    }

    @Test
    void anAnswerCarriesAllThatMustBeShownAndAReceipt() throws IOException, InvalidReceipt {
        var place = aTelevision();
        var item = live(place, aLineItem());
        var device = aDevice();

        var answer = ask(device, request(SPORT, place));

        assertThat(answer.getString("requestId")).isNotBlank();
        assertThat(Duration.parse(answer.getString("catalogueAge"))).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(answer.getString("exposureState")).isNull();
        assertThat(answer.getString("decisions[0].opportunityId")).isEqualTo("1");
        assertThat(answer.getString("decisions[0].outcome")).isEqualTo("ad");
        var ad = answer.<String, Object>getMap("decisions[0].ad");
        assertThat(ad)
                .containsEntry("lineItemId", item.id().toString())
                .containsEntry("creativeId", item.creative().toString())
                .containsEntry("label", "广告")
                .containsEntry("payer", "Qinghe Rice")
                .containsEntry("benefit", "A sample bag of rice")
                .containsEntry("landingUrl", "https://qinghe.example/soft")
                .containsEntry("closing", Map.of("offeredWithinMs", 1000, "goneWithinMs", 3000, "maxLengthMs", 30000))
                .doesNotContainKey("priceMicros");
        assertThat(answer.getString("decisions[0].ad.assets.title")).isEqualTo("Soft rice");
        assertThat(answer.getString("decisions[0].ad.why.zh")).contains("运动");
        assertThat(answer.getString("decisions[0].ad.why.switch")).isNotBlank();
        var receipt = receipt(answer);
        assertThat(receipt.showing().decisionId().toString()).isEqualTo(answer.getString("decisions[0].decisionId"));
        assertThat(receipt.showing().deviceId()).isEqualTo(device);
        assertThat(receipt.showing().personId()).isNull();
        assertThat(receipt.showing().propensity()).isEqualTo(1);
        assertThat(receipt.showing().priceMicros()).isBetween(1L, 30_000L);
        assertThat(receipt.expiresAt()).isEqualTo(receipt.showing().decidedAt().plus(Duration.ofHours(24)));
    }

    @Test
    void eachDecisionIsTold() {
        var place = aTelevision();
        var item = live(place, aLineItem());
        var person = known(APerson.withA("tv"));

        var shown = ask(person.device(), SPORT, place.slot()).getString("decisions[0].decisionId");
        var none = ask(person.device(), LIFE, place.slot()).getString("decisions[0].decisionId");

        await().untilAsserted(() -> {
            assertThat(told(shown)).isInstanceOfSatisfying(DecisionMade.Shown.class, event -> {
                assertThat(event.showing().lineItemId()).isEqualTo(item.id());
                assertThat(event.showing().personId()).isEqualTo(person.id());
                assertThat(event.candidates()).isEqualTo(1);
                assertThat(event.contest().propensity())
                        .isEqualTo(event.showing().propensity());
                assertThat(event.contest().contenders()).singleElement().satisfies(contender -> {
                    assertThat(contender.creativeId()).isEqualTo(event.showing().creativeId());
                    assertThat(contender.advertiserId())
                            .isEqualTo(event.showing().advertiserId());
                    assertThat(contender.netMicros()).isPositive();
                    assertThat(contender.close()).isEqualTo(0.05);
                });
            });
            assertThat(told(none)).isInstanceOfSatisfying(DecisionMade.NoAd.class, event -> {
                assertThat(event.reason()).isEqualTo("no-candidate");
                assertThat(event.personId()).isEqualTo(person.id());
            });
        });
    }

    @Test
    void aStoppedLineItemIsGone() {
        var place = aTelevision();
        var item = live(place, aLineItem());

        Suite.stop(item.id());

        await().untilAsserted(() ->
                assertThat(reason(ask(aDevice(), SPORT, place.slot()))).isEqualTo("no-candidate"));
    }

    @Test
    void whatFailsCostsAnAdAndNeverTheAnswer() {
        var place = aTelevision();
        var broken = aTelevision();
        live(place, aLineItem());
        var windowBeyondTime = Duration.ofSeconds(Long.MAX_VALUE);

        live(broken, aLineItem().cap(new FrequencyCap(Level.CREATIVE, Per.PERSON, 1, windowBeyondTime)), "internal");
        var answer = ask(
                aDevice(),
                Map.of(
                        "scene",
                        "home/sport",
                        "opportunities",
                        List.of(
                                opportunity("1", broken.slot()),
                                inRoadblock("2", broken),
                                inRoadblock("3", broken),
                                opportunity("4", place.slot()))));

        assertThat(answer.getList("decisions.outcome")).isEqualTo(List.of("no-ad", "no-ad", "no-ad", "ad"));
        assertThat(answer.getList("decisions.reason").subList(0, 3)).containsOnly("internal");
    }

    private static Map<String, Object> inRoadblock(String id, Place place) {
        return Map.of("opportunityId", id, "slotId", place.slot().toString(), "roadblock", "page");
    }

    @Test
    void whoHasNoMoneyIsNotShown() {
        var place = aTelevision();

        live(place, aLineItem().withoutMoney(), "no-budget");
    }

    @Test
    void aLineItemMadeForOtherSlotsHasNoVariant() {
        var place = aTelevision();

        live(place, aLineItem().slotClass(SlotClass.OTT), "no-variant");
    }

    @Test
    void aRecordThatIsNoLineItemIsPutAsideAndTheNextIsRead() {
        var place = aTelevision();
        var key = UUID.randomUUID().toString();

        Suite.send(Topics.LINE_ITEMS, key, "{\"lineItemId\":7".getBytes(UTF_8));
        live(place, aLineItem());

        await().untilAsserted(() -> assertThat(Suite.all(Topics.deadLetter(Topics.LINE_ITEMS, "placement-service")))
                .anySatisfy(record -> {
                    assertThat(record.key()).isEqualTo(key);
                    assertThat(new String(record.headers()
                                    .lastHeader("dead-letter-reason")
                                    .value()))
                            .isEqualTo("cannot read a LiveLineItem");
                }));
    }

    @Test
    void anOperatorSeesEveryCandidateAndWhyItLost() {
        var place = aTelevision();
        var campaign = new CampaignId(UUID.randomUUID());
        var winner = aLineItem();
        var outbid = live(
                place,
                aLineItem()
                        .bid(PricingModel.CPM, 20_000_000)
                        .of(campaign, aLineItem().advertiser()));
        publish(aLineItem().on(place.touchpoint()).forAiot("rice-texture:soft"));
        publish(aLineItem().on(place.touchpoint()).slotClass(SlotClass.OTT));
        publish(winner.on(place.touchpoint()));
        var person = known(APerson.withA("tv"));
        await().untilAsserted(() -> assertThat(shown(ask(person.device(), SPORT, place.slot())))
                .isEqualTo(winner.id().toString()));
        var id = ask(person.device(), SPORT, place.slot()).getString("decisions[0].decisionId");

        var explanation = operator()
                .get("/v1/decisions/" + id + "/explanation")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(explanation.getList("candidates.outcome"))
                .isEqualTo(List.of("shown", "outbid", "no-permission", "no-variant"));
        assertThat(explanation.getString("candidates[1].lineItemId"))
                .isEqualTo(outbid.id().toString());
        assertThat(explanation.getDouble("candidates[0].score.valueMicros")).isEqualTo(30_000);
        assertThat(explanation.getDouble("candidates[0].score.netMicros"))
                .isGreaterThan(explanation.getDouble("candidates[1].score.netMicros"));
        assertThat(explanation.getString("standing")).isEqualTo("known");
        assertThat(explanation.getString("catalogueAge")).isNotNull();
        assertThat(explanation.prettify())
                .doesNotContain(person.id().toString(), person.device().toString());
    }

    @Test
    void thePersonReadsTheirSentenceAndNobodyElseDoes() {
        var place = aTelevision();
        live(place, aLineItem().forAiot("rice-texture:soft"), "no-permission");
        var person = known(APerson.withA("tv").permitting("rice-texture:soft"));
        var other = known(APerson.withA("tv"));
        var shown = ask(person.device(), SPORT, place.slot()).getString("decisions[0].decisionId");
        var none = ask(person.device(), LIFE, place.slot()).getString("decisions[0].decisionId");
        var path = "/v1/decisions/" + shown + "/explanation";

        isProblem(given().get(path), 401);
        isProblem(Suite.device(person.device()).get(path), 403);
        isProblem(Suite.person(other.id()).get(path), 404);
        isProblem(Suite.person(person.id()).get("/v1/decisions/" + UUID.randomUUID() + "/explanation"), 404);
        isProblem(Suite.person(person.id()).get("/v1/decisions/one/explanation"), 400)
                .body("violations.field", hasItem("id"));

        Suite.person(person.id())
                .get(path)
                .then()
                .statusCode(200)
                .body("zh", equalTo("因为您允许把电饭煲上的“rice texture: soft”用于电视广告"))
                .body("en", containsString("rice cooker"))
                .body("why.tag", equalTo("rice-texture:soft"))
                .body("why.switch", equalTo("/v1/people/" + person.id() + "/permissions"))
                .body("payer", equalTo("Qinghe Rice"))
                .body("candidates", nullValue());
        Suite.person(person.id())
                .get("/v1/decisions/" + none + "/explanation")
                .then()
                .statusCode(200)
                .body("reason", equalTo("no-candidate"))
                .body("zh", containsString("没有"));
    }

    @Test
    void theViewTellsWhatThisReplicaKnows() {
        var view = operator().get("/v1/view").then().statusCode(200).extract().jsonPath();

        assertThat(view.getBoolean("caughtUp")).isTrue();
        assertThat(view.getMap("ages")).containsKeys(Topics.LINE_ITEMS, Topics.PROJECTIONS, Topics.CONTROLS);
        given().get("/q/health/ready").then().statusCode(200);
    }

    private static void refuses(Object body, String field) {
        isProblem(Suite.device(aDevice()).body(body).post("/v1/decisions"), 400)
                .body("violations.field", hasItem(containsString(field)));
    }

    private static ValidatableResponse isProblem(Response response, int status) {
        return response.then().statusCode(status).contentType("application/problem+json");
    }
}
