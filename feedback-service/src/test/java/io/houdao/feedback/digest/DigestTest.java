package io.houdao.feedback.digest;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.feedback.Database;
import io.houdao.feedback.Devices;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DigestTest {

    @Inject
    Devices devices;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private final Scene scene = aScene();
    private final Scene other = aScene();
    private final CreativeId car = aCreative();
    private final CreativeId rice = aCreative();

    @Test
    void itNamesWhatGotWorseInWhichSceneAndWhatWasDone() {
        var today = clock.instant();
        for (var day = 1; day <= 3; day++) {
            var then = today.minus(Duration.ofDays(day));
            show(scene, car, then, 40, 1);
            show(scene, rice, then, 40, 1);
            show(other, car, then, 40, 1);
        }
        show(scene, car, today, 60, 24);
        show(scene, rice, today, 60, 2);
        show(other, car, today, 60, 2);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> database.number(
                                "select count(*) from act where scene = ? and kind = 'suspended'", scene.toString())
                        == 1);

        var digest = digest(today);

        assertThat(digest.getList("worse.findAll { it.scene == '" + other + "' }"))
                .isEmpty();
        assertThat(digest.getList("worse.findAll { it.scene == '" + scene + "' }.creativeId"))
                .containsExactly(car.toString());
        var worse = digest.setRootPath("worse.find { it.scene == '" + scene + "' }");
        assertThat(worse.getString("slotId")).isEqualTo(BOOT.toString());
        assertThat(worse.getLong("today.negatives")).isEqualTo(24);
        assertThat(worse.getLong("today.trials")).isEqualTo(60);
        assertThat(worse.getString("compared")).isEqualTo("itself");
        assertThat(worse.getLong("baseline.trials")).isEqualTo(120);
        assertThat(worse.getLong("baseline.negatives")).isEqualTo(3);
        assertThat(worse.getLong("previousDay.trials")).isEqualTo(40);
        assertThat(worse.getString("finding.zh")).contains(scene.toString(), "60 次展示中有 24 次", "而此前七天为 2.5%。");
        assertThat(worse.getString("finding.en"))
                .contains(scene.toString(), "24 of 60 showings", "compared with 2.5 % in the seven days before.");
        assertThat(worse.<String>getList("acts.kind")).contains("suspended");
    }

    @Test
    void whatIsNewIsComparedWithItsSceneAndThenWithWhatIsAccepted() {
        var today = clock.instant();
        show(scene, rice, today.minus(Duration.ofDays(1)), 100, 10);
        show(scene, car, today, 60, 24);
        show(other, car, today, 60, 24);

        var digest = digest(today);

        assertThat(digest.getString("worse.find { it.scene == '" + scene + "' }.compared"))
                .isEqualTo("scene");
        assertThat(digest.getString("worse.find { it.scene == '" + other + "' }.compared"))
                .isEqualTo("accepted-share");
    }

    @Test
    void chanceIsNotNews() {
        var today = clock.instant();
        show(scene, car, today.minus(Duration.ofDays(1)), 60, 3);
        show(scene, car, today, 60, 6);
        show(other, rice, today, 20, 20);

        var digest = digest(today);

        assertThat(digest.getList("worse.findAll { it.scene == '" + scene + "' || it.scene == '" + other + "' }"))
                .isEmpty();
    }

    @Test
    void aDayOnWhichNothingHappenedHasADigestToo() {
        var digest = operator()
                .get("/v1/experience/digest?day=2020-01-01")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(digest.getList("worse")).isEmpty();
        assertThat(digest.getString("summary.zh")).startsWith("2020-01-01：没有显著变差之处");
        assertThat(digest.getString("summary.en")).startsWith("2020-01-01: nothing got worse");
    }

    private static JsonPath digest(Instant day) {
        return operator()
                .get("/v1/experience/digest?day=" + LocalDate.ofInstant(day, ZoneOffset.UTC))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void show(Scene scene, CreativeId creative, Instant decidedAt, int times, int closed) {
        var events = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < times; i++) {
            var ad = devices.ad(scene, BOOT, creative, decidedAt);
            events.add(ad.event("impression"));
            events.add(ad.offered());
            if (i < closed) {
                events.add(ad.close());
            }
        }
        var before = count(scene);
        devices.report(events);
        await().atMost(Duration.ofSeconds(30)).until(() -> count(scene) == before + events.size());
    }

    private long count(Scene scene) {
        return database.number(
                "select count(*) from event where scene = ? and kind <> 'negative' and kind not like 'offered-%'",
                scene.toString());
    }
}
