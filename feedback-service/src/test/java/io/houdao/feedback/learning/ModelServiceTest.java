package io.houdao.feedback.learning;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.contracts.feedback.ExperienceControl.ResponseRates;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.Contest;
import io.houdao.contracts.placement.Contest.Contender;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.feedback.AdjustableClock;
import io.houdao.feedback.Database;
import io.houdao.feedback.Devices;
import io.houdao.feedback.EventKind;
import io.houdao.feedback.Topic;
import io.houdao.feedback.learning.Predictions.Prediction;
import io.houdao.local.LocalStackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Models whose predictions are given, and what is told of them. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ModelServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    ModelService service;

    @Inject
    Models models;

    @Inject
    Database database;

    @Inject
    AdjustableClock clock;

    private final Scene scene = aScene();
    private final CreativeId inBoth = aCreative();
    private final CreativeId onlyBefore = aCreative();
    private final CreativeId onlyAfter = aCreative();

    @AfterEach
    void leaveNoModelInService() {
        while (models.live() != null) {
            rollBack("the test is over").statusCode(200);
        }
    }

    @Test
    void aModelThatItsVerdictRefusesIsToldToNobodyAndReplacesNone() {
        var live = settle(Map.of(inBoth, 0.3), List.of());

        var refused = settle(Map.of(inBoth, 0.1, onlyAfter, 0.1), List.of("may harm people more", "may earn less"));

        var last = settle(Map.of(inBoth, 0.2), List.of());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told(inBoth))
                        .extracting(ResponseRates::model)
                        .containsExactly(live, last));
        assertThat(told(onlyAfter)).isEmpty();
        operator()
                .get("/v1/models/" + refused)
                .then()
                .statusCode(200)
                .body("state", equalTo("refused"))
                .body("note", equalTo("may harm people more; may earn less"))
                .body("verdict.promoted", equalTo(false));
    }

    @Test
    void oneCallGoesBackToTheModelBeforeAndOneMoreToWhatWasMeasured() {
        show(onlyAfter, 40);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(last(onlyAfter))
                        .isNotNull()
                        .extracting(ResponseRates::model)
                        .isNull());
        var before = settle(Map.of(inBoth, 0.3, onlyBefore, 0.2), List.of());
        var after = settle(Map.of(inBoth, 0.1, onlyAfter, 0.4), List.of());
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(last(inBoth)).extracting(ResponseRates::model).isEqualTo(after);
            assertThat(last(onlyAfter)).extracting(ResponseRates::close).isEqualTo(0.4);
            assertThat(last(onlyBefore)).isNull();
        });

        rollBack("worse than it looked").statusCode(200).body("version", equalTo(before));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(last(inBoth)).extracting(ResponseRates::model).isEqualTo(before);
            assertThat(last(inBoth)).extracting(ResponseRates::close).isEqualTo(0.3);
            assertThat(last(onlyBefore)).extracting(ResponseRates::model).isEqualTo(before);
            assertThat(last(onlyAfter))
                    .isNotNull()
                    .extracting(ResponseRates::model)
                    .isNull();
        });
        state(after).body("state", equalTo("withdrawn")).body("changedBy", equalTo("olga"));
        state(before).body("state", equalTo("live")).body("note", containsString("worse than it looked"));
        rollBack("so was that").statusCode(200).body("version", nullValue());
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(last(inBoth)).isNull();
            assertThat(last(onlyBefore)).isNull();
        });
        rollBack("there is none").statusCode(409);
    }

    @Test
    void aModelStaysWhilePeopleDoWhatItSaysAndIsTakenBackOnceTheyDoNot() {
        var version = settle(Map.of(inBoth, 0.5), List.of());
        var check = new LiveCheck(service);
        var now = clock.instant();

        for (var i = 0; i < 400; i++) {
            check.add(example(now, i % 2 == 0), models.live());
            check.add(example(now.minus(Duration.ofHours(1)), true), models.live());
        }
        QuarkusTransaction.requiringNew().run(check::act);
        state(version).body("state", equalTo("live"));
        for (var i = 0; i < 100; i++) {
            check.add(example(now, true), models.live());
        }
        QuarkusTransaction.requiringNew().run(check::act);

        state(version)
                .body("state", equalTo("withdrawn"))
                .body("changedBy", equalTo("learning"))
                .body("note", equalTo("it predicts 0.83 times as many of close as happen"));
    }

    private Example example(Instant decidedAt, boolean closed) {
        var showing = showing(decidedAt);
        return new Example(
                showing.decisionId().value(),
                decidedAt,
                scene,
                showing,
                contest(showing),
                closed ? EnumSet.of(EventKind.IMPRESSION, EventKind.CLOSE) : EnumSet.of(EventKind.IMPRESSION));
    }

    @Test
    void whatPeopleDoIsWatchedAllTheTime() {
        var version = settle(Map.of(inBoth, 0.05), List.of());
        var now = clock.instant();
        var shown = Stream.generate(() -> showing(now)).limit(150).toList();

        tell(shown, showing -> new ExperienceEvent.Impression(showing, now, now));
        tell(shown, showing -> new ExperienceEvent.Close(showing, now, now, Duration.ofSeconds(1)));
        var decisions = new Topic(Topics.DECISIONS);
        decisions.add(shown.stream()
                .map(showing -> decisions.record(
                        showing.key(), Json.write(new DecisionMade.Shown(showing, 1, contest(showing)))))
                .toList());
        await().atMost(PATIENCE)
                .until(() ->
                        counted("closes", "hourly_experience") == 150 && counted("shown", "hourly_opportunity") == 150);
        clock.advance(Duration.ofSeconds(61));

        await().atMost(PATIENCE)
                .untilAsserted(() -> state(version)
                        .body("state", equalTo("withdrawn"))
                        .body("note", containsString("times as many of close")));
    }

    /** Judges a model of these shares of closes; what speaks against it are {@code reasons}. Answers with its version. */
    private String settle(Map<CreativeId, Double> closeByCreative, List<String> reasons) {
        var predictions = closeByCreative.entrySet().stream()
                .map(entry -> new Prediction(entry.getKey(), scene, 0.01, entry.getValue(), 0.001, 0.0001, 100))
                .toList();
        var now = clock.instant();
        // Not a candidate: there may be one, and there is only ever one.
        var model = new Model(
                now.toString(),
                Model.State.REFUSED,
                now,
                5_000,
                new Predictions(predictions),
                null,
                now,
                Model.LEARNING,
                "");
        var estimate = new OffPolicyEvaluation(new SplittableRandom(1))
                .evaluate(List.of(LoggedAction.withoutModel(1, 0.5, 0.5)));
        QuarkusTransaction.requiringNew().run(() -> {
            models.add(model);
            service.settle(model, new Trial.Verdict(reasons.isEmpty(), reasons, estimate, estimate));
        });
        clock.advance(Duration.ofMillis(1));
        return model.version();
    }

    /** Shows {@code creative} to so many people, who say nothing. */
    private void show(CreativeId creative, int times) {
        var now = clock.instant();
        var shown = Stream.generate(() -> Devices.showing(scene, BOOT, creative, now, new DeviceId(Devices.DEVICE)))
                .limit(times)
                .toList();
        tell(shown, showing -> new ExperienceEvent.Impression(showing, now, now));
    }

    private static void tell(List<Showing> shown, Function<Showing, ExperienceEvent> event) {
        var events = new Topic(Topics.EVENTS);
        events.add(shown.stream()
                .map(showing -> events.record(showing.key(), Json.write(event.apply(showing))))
                .toList());
    }

    private long counted(String column, String table) {
        return database.number(
                "select coalesce(sum(" + column + "), 0) from " + table + " where scene = ?", scene.toString());
    }

    private Showing showing(Instant decidedAt) {
        return Devices.showing(scene, BOOT, inBoth, decidedAt, new DeviceId(Devices.DEVICE));
    }

    private static Contest contest(Showing showing) {
        var contender =
                new Contender(showing.creativeId(), showing.advertiserId(), 9_000, 0, 0.01, 0.05, 0.001, 0.0001);
        return new Contest(List.of(contender), 0.99, 0.02, 8);
    }

    private static ValidatableResponse rollBack(String reason) {
        return operator()
                .contentType("application/json")
                .body(Map.of("reason", reason))
                .post("/v1/models/rollback")
                .then();
    }

    private static ValidatableResponse state(String version) {
        return operator().get("/v1/models/" + version).then().statusCode(200);
    }

    /** What was told of {@code creative}, the earliest first; null where it was lifted. */
    private List<@Nullable ResponseRates> told(CreativeId creative) {
        var scope = ResponseRates.scopeOf(creative, scene);
        var told = new ArrayList<@Nullable ResponseRates>();
        for (var record : new Topic(Topics.CONTROLS).all()) {
            if (scope.equals(record.key())) {
                told.add(
                        record.value() == null
                                ? null
                                : (ResponseRates) Json.read(record.value(), ExperienceControl.class));
            }
        }
        return told;
    }

    /** What holds of {@code creative}; null where nothing was told or it was lifted. */
    private @Nullable ResponseRates last(CreativeId creative) {
        var told = told(creative);
        return told.isEmpty() ? null : told.get(told.size() - 1);
    }
}
