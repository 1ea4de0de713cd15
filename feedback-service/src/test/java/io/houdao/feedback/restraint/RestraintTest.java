package io.houdao.feedback.restraint;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.contracts.feedback.ExperienceControl.ResponseRates;
import io.houdao.contracts.feedback.ExperienceControl.ScenePrice;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.feedback.AdjustableClock;
import io.houdao.feedback.Database;
import io.houdao.feedback.Devices;
import io.houdao.feedback.Handed;
import io.houdao.feedback.Topic;
import io.houdao.local.LocalStackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A car brand on TV that people close in one scene: restraint as placement-service and operators see it. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RestraintTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SlotId CARD = new SlotId("weather.card");

    @Inject
    Devices devices;

    @Inject
    Database database;

    @Inject
    RestraintTurn turn;

    @Inject
    RestraintWindow window;

    @Inject
    RestraintService restraint;

    @Inject
    AdjustableClock clock;

    private final Scene guilty = aScene();
    private final Scene innocent = aScene();
    private final CreativeId car = aCreative();
    private final CreativeId other = aCreative();

    @Test
    void onlyTheGuiltyPlaceIsRestrained() {
        show(guilty, BOOT, car, 60, 24);
        show(guilty, BOOT, other, 60, 1);
        show(guilty, CARD, car, 60, 1);
        show(innocent, BOOT, car, 60, 1);

        awaitControl(suspension(guilty, BOOT, car));
        awaitControl(ScenePrice.scopeOf(guilty));
        awaitClosedWindows();

        var scopes = controls().stream()
                .filter(record -> concernsUs(record.key()))
                .map(ConsumerRecord::key)
                .filter(key -> !key.startsWith("response-rates:"));
        assertThat(scopes).containsOnly(suspension(guilty, BOOT, car), ScenePrice.scopeOf(guilty));
        var price = (ScenePrice) control(ScenePrice.scopeOf(guilty)).orElseThrow();
        assertThat(price.priceMicros()).isPositive().isLessThanOrEqualTo(100_000);
        assertThat(price.acceptedShare()).isEqualTo(0.05);
        assertThat(price.reason()).contains(guilty.toString(), "price of harm rises");
        var suspension = (ExperienceControl.Suspension)
                control(suspension(guilty, BOOT, car)).orElseThrow();
        assertThat(Duration.between(suspension.since(), suspension.until())).isEqualTo(Duration.ofDays(1));
        assertThat(suspension.reason()).contains("24 of 60");
    }

    @Test
    void everyActIsRecordedAndExplained() {
        show(guilty, BOOT, car, 60, 24);
        awaitControl(suspension(guilty, BOOT, car));
        awaitControl(ScenePrice.scopeOf(guilty));

        var suspended = act(suspension(guilty, BOOT, car));
        assertThat(suspended.getString("kind")).isEqualTo("suspended");
        assertThat(suspended.getString("actor")).isEqualTo("restraint");
        assertThat(suspended.getString("reason.zh")).contains("60 次展示有 24 次", "暂停至");
        assertThat(suspended.getString("reason.en")).contains("24 of 60 showings");
        assertThat(suspended.getLong("evidence.trials")).isEqualTo(60);
        assertThat(suspended.getLong("evidence.closes")).isEqualTo(24);
        assertThat(suspended.getString("evidence.basis")).isEqualTo("offered");
        assertThat(suspended.getDouble("evidence.low")).isCloseTo(0.286, within(0.001));
        assertThat(suspended.getBoolean("before.suspended")).isFalse();
        assertThat(suspended.getBoolean("after.suspended")).isTrue();
        var raised = act(ScenePrice.scopeOf(guilty));
        assertThat(raised.getString("kind")).isEqualTo("price-raised");
        assertThat(raised.getLong("before.priceMicros")).isZero();
        assertThat(raised.getLong("after.priceMicros")).isEqualTo(price(guilty));
        assertThat(raised.getString("reason.zh")).contains("打扰价格由 0 升至");
        assertThat(raised.getList("evidence.most.creativeId")).contains(car.toString());
    }

    @Test
    void asSuddenAChangeIsSeenWhereDevicesDoNotTellThatTheCrossWasOffered() {
        show(guilty, BOOT, car, 600, 2, false);
        show(innocent, BOOT, car, 60, 3, false);
        awaitClosedWindows();
        assertThat(control(suspension(guilty, BOOT, car))).isEmpty();

        show(guilty, BOOT, car, 60, 40, false);

        awaitControl(suspension(guilty, BOOT, car));
        var suspended = act(suspension(guilty, BOOT, car));
        assertThat(suspended.getString("evidence.basis")).isEqualTo("impressions");
        assertThat(suspended.getLong("evidence.trials"))
                .as("the window that proves it, not the calm before")
                .isEqualTo(60);
        assertThat(suspended.getString("reason.en")).contains("40 of 60 showings");
        assertThat(control(suspension(innocent, BOOT, car))).isEmpty();
    }

    @Test
    void whoeverWasShownInASceneIsToldOfItsPriceAndNotOfOtherPeoplesAds() {
        show(guilty, BOOT, other, 100, 20);
        show(innocent, BOOT, car, 20, 0);
        awaitControl(ScenePrice.scopeOf(guilty));
        awaitClosedWindows();
        var acts = acts(ScenePrice.scopeOf(guilty));
        var told = notices(other).stream()
                .filter(notice -> !notice.containsKey("creativeId"))
                .toList();
        assertThat(told).extracting("actId").containsExactlyElementsOf(ids(acts));
        assertThat(told).allSatisfy(notice -> {
            assertThat(notice).containsEntry("kind", "price-raised").containsEntry("scene", guilty.toString());
            assertThat(notice.get("evidence"))
                    .asInstanceOf(MAP)
                    .containsKey("excess")
                    .doesNotContainKey("most");
        });
        assertThat(notices(car)).isEmpty();

        reverse(acts.get(acts.size() - 1).get("actId").toString()).statusCode(200);

        assertThat(notices(other)).extracting("kind").startsWith("reversed");
    }

    private static List<Object> ids(List<Map<String, Object>> acts) {
        return acts.stream().map(act -> act.get("actId")).toList();
    }

    @Test
    void aSuspensionThatAnOperatorTookBackNeedsFreshEvidence() {
        show(guilty, BOOT, car, 60, 24);
        awaitControl(suspension(guilty, BOOT, car));
        var act = act(suspension(guilty, BOOT, car)).getString("actId");

        reverse(act).statusCode(200).body("kind", is("reversed")).body("actor", is("olga"));

        await().atMost(PATIENCE)
                .until(() -> control(suspension(guilty, BOOT, car)).isEmpty());
        assertThat(act(suspension(guilty, BOOT, car)).getString("reason.en")).isEqualTo("Taken back by olga: a test");
        show(guilty, BOOT, car, 20, 1);
        awaitClosedWindows();
        assertThat(control(suspension(guilty, BOOT, car))).isEmpty();

        show(guilty, BOOT, car, 60, 24);
        awaitControl(suspension(guilty, BOOT, car));
        reverse(act).statusCode(409).contentType("application/problem+json");
    }

    @Test
    void aPriceThatAnOperatorTookBackNeedsFreshEvidence() {
        show(guilty, BOOT, other, 100, 20);
        awaitControl(ScenePrice.scopeOf(guilty));
        awaitClosedWindows();
        var acts = acts(ScenePrice.scopeOf(guilty));
        var first = acts.get(acts.size() - 1).get("actId").toString();

        reverse(first).statusCode(200).body("after.priceMicros", is(0));

        await().atMost(PATIENCE)
                .until(() -> control(ScenePrice.scopeOf(guilty))
                        .map(control -> ((ScenePrice) control).priceMicros())
                        .equals(Optional.of(0L)));
        awaitClosedWindows();
        assertThat(price(guilty)).isZero();
        assertThat(acts(ScenePrice.scopeOf(guilty)))
                .filteredOn(act -> !act.get("kind").equals("reversed"))
                .allSatisfy(act -> assertThat(act.get("reversedAt")).isNotNull());

        show(guilty, BOOT, other, 100, 20);
        await().atMost(PATIENCE).until(() -> price(guilty) > 0);
    }

    @Test
    void whatWasCountedBeforeAnOperatorTookASuspensionBackBringsItBackNoMore() {
        show(guilty, BOOT, car, 60, 24);
        awaitControl(suspension(guilty, BOOT, car));
        var act = UUID.fromString(act(suspension(guilty, BOOT, car)).getString("actId"));

        inOneWindow(() -> {
            showNow(guilty, BOOT, car, 60, 40, true);
            restraint.reverse(act, "a test", "olga");
            showNow(guilty, BOOT, car, 20, 1, true);
        });

        awaitClosedWindows();
        assertThat(acts(suspension(guilty, BOOT, car))).extracting("kind").containsExactly("reversed", "suspended");
        assertThat(control(suspension(guilty, BOOT, car))).isEmpty();
        show(guilty, BOOT, car, 60, 24);
        awaitControl(suspension(guilty, BOOT, car));
    }

    @Test
    void whatWasCountedBeforeAnOperatorTookAPriceBackRaisesItNoMore() {
        show(guilty, BOOT, other, 100, 20);
        awaitControl(ScenePrice.scopeOf(guilty));
        var first = acts(ScenePrice.scopeOf(guilty)).get(0).get("actId").toString();

        inOneWindow(() -> {
            showNow(guilty, BOOT, other, 100, 20, true);
            restraint.reverse(UUID.fromString(first), "a test", "olga");
        });

        awaitClosedWindows();
        assertThat(acts(ScenePrice.scopeOf(guilty)).get(0)).containsEntry("kind", "reversed");
        assertThat(price(guilty)).isZero();
    }

    @Test
    void aWindowThatFailsDoesNothingAndLosesNothing() {
        database.update("alter table act add constraint refused check (scene <> '" + guilty + "') not valid");
        try {
            show(guilty, BOOT, car, 60, 24);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThatThrownBy(window::close).hasStackTraceContaining("refused"));

            assertThat(rows("evidence", guilty)).isZero();
            assertThat(rows("scene_restraint", guilty)).isZero();
            assertThat(rows("pending_experience", guilty)).isPositive();
        } finally {
            database.update("alter table act drop constraint refused");
        }

        awaitControl(suspension(guilty, BOOT, car));
        assertThat(act(suspension(guilty, BOOT, car)).getLong("evidence.trials"))
                .isEqualTo(60);
    }

    @Test
    void everyKindOfEventIsActedUponAsWhatItIs() {
        accept(guilty, 0.9);
        var ads = Stream.generate(() -> devices.ad(guilty, BOOT, car, someoneHeldBack()))
                .limit(30)
                .toList();
        var events = new ArrayList<Map<String, Object>>();
        ads.forEach(ad -> events.add(ad.event("impression")));
        ads.subList(5, 27).forEach(ad -> events.add(ad.offered()));
        ads.subList(0, 13).forEach(ad -> events.add(ad.event("click")));
        ads.subList(0, 15).forEach(ad -> events.add(ad.event("useful")));
        ads.subList(3, 13).forEach(ad -> events.add(ad.event("hide", "scope", "CREATIVE")));
        pick(ads, 0, 1, 2, 3, 4, 5, 6, 7, 8, 20, 23).forEach(ad -> events.add(ad.close()));
        pick(ads, 2, 3, 4, 5, 6, 21, 22).forEach(ad -> events.add(ad.event("complaint", "category", "other")));

        devices.report(events);
        await().atMost(PATIENCE).until(() -> counted(guilty, car) == events.size());
        awaitClosedWindows();

        assertThat(sums("response", "impressions, clicks, closes, hides, complaints, useful"))
                .containsExactly(30L, 13L, 11L, 10L, 7L, 15L);
        assertThat(sums("evidence", "offered, impressions, clicks, closes, hides, complaints, negatives, useful"))
                .containsExactly(22L, 30L, 13L, 11L, 10L, 7L, 17L, 15L);
        assertThat(sums("evidence", "offered_closes, offered_hides, offered_complaints, offered_negatives"))
                .containsExactly(6L, 8L, 4L, 12L);
        assertThat(sums("daily_cohort", "offered, impressions, clicks, closes, hides, complaints, negatives, useful"))
                .containsExactly(22L, 30L, 13L, 11L, 10L, 7L, 17L, 15L);
        assertThat(sums("daily_cohort", "offered_closes, offered_hides, offered_complaints, offered_negatives"))
                .containsExactly(6L, 8L, 4L, 12L);
    }

    /** Whoever is in the smallest cohort is in any. */
    private static PersonId someoneHeldBack() {
        return Stream.generate(() -> new PersonId(UUID.randomUUID()))
                .filter(new ExperienceControl.HoldBack(0.01, Instant.EPOCH)::holds)
                .findFirst()
                .orElseThrow();
    }

    private static List<Handed> pick(List<Handed> ads, int... places) {
        return IntStream.of(places).mapToObj(ads::get).toList();
    }

    private List<Long> sums(String table, String columns) {
        var names = List.of(columns.split(", "));
        var sums = names.stream().map(name -> "sum(" + name + ") " + name).collect(Collectors.joining(", "));
        return database.query(
                        "select " + sums + " from " + table + " where scene = ?",
                        row -> {
                            var values = new ArrayList<Long>();
                            for (var name : names) {
                                values.add(row.getLong(name));
                            }
                            return values;
                        },
                        guilty.toString())
                .get(0);
    }

    @Test
    void aSuspensionEndsByItself() {
        show(guilty, BOOT, car, 60, 24);
        awaitControl(suspension(guilty, BOOT, car));

        clock.advance(Duration.ofDays(1));

        await().atMost(PATIENCE)
                .until(() -> control(suspension(guilty, BOOT, car)).isEmpty());
        assertThat(act(suspension(guilty, BOOT, car)).getString("kind")).isEqualTo("suspension-ended");
    }

    @Test
    void whatStillComesInDuringASuspensionDoesNotBeginTheNext() {
        show(guilty, BOOT, car, 60, 24);
        awaitControl(suspension(guilty, BOOT, car));
        show(guilty, BOOT, car, 60, 40);
        awaitClosedWindows();

        clock.advance(Duration.ofDays(1));
        await().atMost(PATIENCE)
                .until(() -> control(suspension(guilty, BOOT, car)).isEmpty());
        show(guilty, BOOT, car, 20, 1);
        awaitClosedWindows();

        assertThat(acts(suspension(guilty, BOOT, car)))
                .extracting("kind")
                .containsExactly("suspension-ended", "suspended");
        show(guilty, BOOT, car, 60, 24);
        awaitControl(suspension(guilty, BOOT, car));
    }

    @Test
    void whatAnnoysButNotBeyondBearingIsSeenLessOftenStepByStep() {
        accept(guilty, 0.5);
        show(guilty, BOOT, car, 100, 88);
        show(guilty, CARD, car, 100, 10);
        show(innocent, BOOT, car, 60, 1);

        awaitCap(guilty, 4);
        var tightened = act(cap(guilty));
        assertThat(tightened.getString("kind")).isEqualTo("cap-tightened");
        assertThat(tightened.getString("actor")).isEqualTo("restraint");
        assertThat(tightened.getBoolean("before.capped")).isFalse();
        assertThat(tightened.getInt("after.dailyLimit")).isEqualTo(4);
        assertThat(tightened.getString("reason.zh")).contains(guilty.toString(), "每人每天最多看到 4 次");
        assertThat(tightened.getString("reason.en")).contains("more than the accepted 50 %", "at most 4 times a day");
        assertThat(tightened.getDouble("evidence.low")).isGreaterThan(0.5);
        assertThat(scene(guilty).getList("caps.dailyLimit")).containsExactly(4);
        show(guilty, BOOT, car, 100, 90);
        awaitClosedWindows();
        assertThat(limit(guilty)).as("held").contains(4);

        clock.advance(Duration.ofHours(2));
        show(guilty, BOOT, car, 100, 90);

        awaitCap(guilty, 2);
        assertThat(controls())
                .extracting(ConsumerRecord::key)
                .filteredOn(key -> key.startsWith("tightened-cap:") && concernsUs(key))
                .containsOnly(cap(guilty));
        assertThat(control(suspension(guilty, BOOT, car))).isEmpty();
    }

    @Test
    void aCapThatAnOperatorTookBackNeedsFreshEvidence() {
        accept(guilty, 0.5);
        show(guilty, BOOT, car, 100, 90);
        awaitCap(guilty, 4);
        var act = act(cap(guilty)).getString("actId");

        reverse(act).statusCode(200).body("kind", is("reversed")).body("after.capped", is(false));

        await().atMost(PATIENCE).until(() -> control(cap(guilty)).isEmpty());
        reverse(act).statusCode(409).contentType("application/problem+json");
        clock.advance(Duration.ofHours(2));
        show(guilty, BOOT, car, 20, 10);
        awaitClosedWindows();
        assertThat(control(cap(guilty))).isEmpty();
        show(guilty, BOOT, car, 100, 90);
        awaitCap(guilty, 4);
    }

    @Test
    void aCapLoosensAfterADayOfCalmAndAnOperatorMayTakeThatBack() {
        accept(guilty, 0.5);
        show(guilty, BOOT, car, 100, 90);
        awaitCap(guilty, 4);

        clock.advance(Duration.ofHours(25));

        await().atMost(PATIENCE).until(() -> control(cap(guilty)).isEmpty());
        var loosened = act(cap(guilty));
        assertThat(loosened.getString("kind")).isEqualTo("cap-loosened");
        assertThat(loosened.getString("reason.en")).contains("the cap is lifted");
        assertThat(scene(guilty).getList("caps")).isEmpty();
        var tightened = acts(cap(guilty)).get(1).get("actId").toString();
        reverse(tightened).statusCode(409).body("detail", containsString("lifted"));

        reverse(loosened.getString("actId")).statusCode(200).body("after.dailyLimit", is(4));

        awaitCap(guilty, 4);
        var notices = notices(car).stream()
                .filter(notice -> notice.containsKey("creativeId"))
                .toList();
        assertThat(notices).extracting("kind").containsExactly("reversed", "cap-loosened", "cap-tightened");
        assertThat(notices).allSatisfy(notice -> {
            assertThat(notice).containsEntry("creativeId", car.toString()).containsEntry("scene", guilty.toString());
            assertThat(notice.get("reason")).asInstanceOf(MAP).containsKeys("zh", "en");
        });
        assertThat(notices.get(2).get("evidence")).asInstanceOf(MAP).containsEntry("trials", 100);
    }

    private void accept(Scene scene, double share) {
        operator()
                .contentType("application/json")
                .body(Map.of("acceptedShare", share))
                .put("/v1/restraint/scenes/" + scene)
                .then()
                .statusCode(200);
    }

    private String cap(Scene scene) {
        return ExperienceControl.TightenedCap.scopeOf(BOOT, car, scene);
    }

    private Optional<Integer> limit(Scene scene) {
        return control(cap(scene))
                .map(ExperienceControl.TightenedCap.class::cast)
                .map(control -> control.cap().limit());
    }

    private void awaitCap(Scene scene, int limit) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(limit(scene)).contains(limit));
    }

    @Test
    void whatASceneAcceptsIsForOperatorsToSay() {
        operator()
                .contentType("application/json")
                .body(Map.of("acceptedShare", 0.5, "maxPriceMicros", 1_000_000))
                .put("/v1/restraint/scenes/" + guilty)
                .then()
                .statusCode(200)
                .body("scene", is(guilty.toString()))
                .body("acceptedShare", is(0.5f))
                .body("priceMicros", is(0));

        awaitControl(ScenePrice.scopeOf(guilty));
        assertThat(((ScenePrice) control(ScenePrice.scopeOf(guilty)).orElseThrow()).acceptedShare())
                .isEqualTo(0.5);
        assertThat(act(ScenePrice.scopeOf(guilty)).getString("kind")).isEqualTo("terms-set");
        assertThat(act(ScenePrice.scopeOf(guilty)).getString("actor")).isEqualTo("olga");
        show(guilty, BOOT, car, 60, 24);
        awaitClosedWindows();
        assertThat(price(guilty)).isZero();
        assertThat(control(suspension(guilty, BOOT, car))).isEmpty();
    }

    @Test
    void howPeopleRespondIsPublishedOnceItRestsOnEnough() {
        show(innocent, BOOT, car, 19, 3);
        awaitClosedWindows();
        assertThat(rates(innocent, car)).isEmpty();

        show(innocent, BOOT, car, 21, 3);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rates(innocent, car)).hasValueSatisfying(rates -> {
                    assertThat(rates.impressions()).isEqualTo(40);
                    assertThat(rates.close()).isBetween(0.05, 0.25);
                    assertThat(rates.click()).isBetween(0.0, 0.05);
                }));
    }

    /** Shows a creative {@code times}, each × offered; {@code closed} of them are closed. */
    private void show(Scene scene, SlotId slot, CreativeId creative, int times, int closed) {
        show(scene, slot, creative, times, closed, true);
    }

    /**
     * Shows a creative {@code times}, of which {@code closed} are closed. No window closes until all of it is counted, so that
     * restraint sees it in one piece.
     */
    private void show(Scene scene, SlotId slot, CreativeId creative, int times, int closed, boolean isOfferTold) {
        inOneWindow(() -> showNow(scene, slot, creative, times, closed, isOfferTold));
    }

    /** No window closes until {@code happened} is through. */
    private void inOneWindow(Runnable happened) {
        QuarkusTransaction.requiringNew()
                .timeout((int) PATIENCE.toSeconds() * 2)
                .run(() -> {
                    turn.await();
                    happened.run();
                });
    }

    /** Returns once all of it is counted. */
    private void showNow(Scene scene, SlotId slot, CreativeId creative, int times, int closed, boolean isOfferTold) {
        var events = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < times; i++) {
            var ad = devices.ad(scene, slot, creative);
            events.add(ad.event("impression"));
            if (isOfferTold) {
                events.add(ad.offered());
            }
            if (i < closed) {
                events.add(ad.close());
            }
        }
        var before = countedElsewhere(scene, creative);
        devices.report(events);
        await().atMost(PATIENCE).until(() -> counted(scene, creative) == before + events.size());
    }

    /** Not in this transaction, which must not stand in the way of a new day's partition; nor does awaiting, on its thread. */
    private long countedElsewhere(Scene scene, CreativeId creative) {
        return QuarkusTransaction.requiringNew().call(() -> counted(scene, creative));
    }

    private long counted(Scene scene, CreativeId creative) {
        return database.number(
                "select count(*) from event where scene = ? and creative_id = ? and kind <> 'negative' and kind not like 'offered-%'",
                scene.toString(), creative.value());
    }

    private long rows(String table, Scene scene) {
        return database.number("select count(*) from " + table + " where scene = ?", scene.toString());
    }

    /** Waits until everything that was reported has been acted upon, and another window has closed. */
    private void awaitClosedWindows() {
        await().atMost(PATIENCE).until(() -> database.number("select count(*) from pending_experience") == 0);
        var closed = database.number("select extract(epoch from closed_at) * 1000 from restraint_window");
        await().atMost(PATIENCE)
                .until(() ->
                        database.number("select extract(epoch from closed_at) * 1000 from restraint_window") > closed);
    }

    private void awaitControl(String scope) {
        await().atMost(PATIENCE).until(() -> control(scope).isPresent());
    }

    private static String suspension(Scene scene, SlotId slot, CreativeId creative) {
        return ExperienceControl.Suspension.scopeOf(slot, creative, scene);
    }

    private boolean concernsUs(String scope) {
        return scope.contains(guilty.toString()) || scope.contains(innocent.toString());
    }

    private static List<ConsumerRecord<String, byte[]>> controls() {
        return new Topic(Topics.CONTROLS).all();
    }

    /** What holds for {@code scope} now; empty where nothing does. */
    private static Optional<ExperienceControl> control(String scope) {
        return controls().stream()
                .filter(record -> record.key().equals(scope))
                .reduce((earlier, later) -> later)
                .map(ConsumerRecord::value)
                .map(value -> Json.read(value, ExperienceControl.class));
    }

    private static Optional<ResponseRates> rates(Scene scene, CreativeId creative) {
        return control("response-rates:" + creative + ":" + scene).map(ResponseRates.class::cast);
    }

    private static io.restassured.response.ValidatableResponse reverse(String act) {
        return operator()
                .contentType("application/json")
                .body(Map.of("reason", "a test"))
                .post("/v1/restraint/acts/" + act + "/reversal")
                .then();
    }

    private static long price(Scene scene) {
        return scene(scene).getLong("priceMicros");
    }

    private static JsonPath scene(Scene scene) {
        var path = operator()
                .get("/v1/restraint/scenes?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return path.setRootPath("items.find { it.scene == '" + scene + "' }");
    }

    /** The acts of {@code scope}, newest first. */
    private static List<Map<String, Object>> acts(String scope) {
        var path = operator()
                .get("/v1/restraint/acts?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return path.getList("items.findAll { it.scope == '" + scope + "' }");
    }

    /** What the advertiser of {@code creative} is told, newest first. */
    private List<Map<String, Object>> notices(CreativeId creative) {
        var advertiser = database.query(
                        "select advertiser_id from creative where creative_id = ?",
                        row -> row.getString(1),
                        creative.value())
                .get(0);
        var token = LocalStackResource.issuer().token("ada", Set.of("advertiser"), Map.of("advertiser", advertiser));
        return given().header("Authorization", "Bearer " + token)
                .get("/v1/restraint/notices")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    /** The newest act of {@code scope}. */
    private static JsonPath act(String scope) {
        var path = operator()
                .get("/v1/restraint/acts?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return path.setRootPath("items.find { it.scope == '" + scope + "' }");
    }
}
