package io.houdao.feedback.experience;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Scene;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.feedback.AdjustableClock;
import io.houdao.feedback.Database;
import io.houdao.feedback.Devices;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DaysTest {

    /** Single events are kept for 30 days. */
    private static final Duration OLD = Duration.ofDays(29);

    @Inject
    Devices devices;

    @Inject
    EventLog events;

    @Inject
    Days days;

    @Inject
    Housekeeping housekeeping;

    @Inject
    Database database;

    @Inject
    AdjustableClock clock;

    @Test
    void oldDaysAreDroppedAndWhatTheyAddedUpToStays() {
        var scene = aScene();
        var then = clock.instant().minus(OLD);
        see(scene, then);
        see(scene, clock.instant());
        assertThat(isThere("event", then)).isTrue();

        events.turn(clock.instant().plus(Duration.ofDays(3)));

        assertThat(isThere("event", then)).isFalse();
        assertThat(number("select count(*) from event where scene = ?", scene)).isEqualTo(1);
        assertThat(number("select sum(impressions) from hourly_experience where scene = ?", scene))
                .isEqualTo(2);
    }

    @Test
    void whatIsOlderThanWhatIsKeptCountsNoMore() {
        var scene = aScene();
        var kept = clock.instant().minus(Duration.ofDays(30)).plus(Duration.ofHours(1));
        var gone = clock.instant().minus(Duration.ofDays(31)).minus(Duration.ofHours(1));

        assertThat(events.count(List.of(impression(scene, gone), impression(scene, kept))))
                .as("it was counted when it was new, and its row is gone")
                .isEqualTo(1);
        assertThat(events.count(List.of(impression(scene, gone)))).isZero();

        assertThat(number("select sum(impressions) from hourly_experience where scene = ?", scene))
                .isEqualTo(1);
        assertThat(isThere("event", gone)).isFalse();
    }

    private static EventRow impression(Scene scene, Instant decidedAt) {
        var showing = Devices.showing(scene, BOOT, aCreative(), decidedAt, new DeviceId(Devices.DEVICE));
        return EventRow.of(new ExperienceEvent.Impression(showing, decidedAt, decidedAt));
    }

    @Test
    void theHousekeeperMakesRoomAndRemovesWhatIsOldOfEventsAndOfDecisions() {
        var old = clock.instant().minus(OLD);
        days.prepare("event", List.of(old), at -> at);
        days.prepare("decision", List.of(old), at -> at);
        clock.advance(Duration.ofDays(3));

        housekeeping.turn();

        for (var table : List.of("event", "decision")) {
            assertThat(isThere(table, old)).as(table).isFalse();
            assertThat(isThere(table, clock.instant().plus(Duration.ofDays(2))))
                    .as(table)
                    .isTrue();
        }
    }

    @Test
    void aDayThatWasDroppedTooEarlyIsMadeAgain() {
        var scene = aScene();
        var then = clock.instant().minus(OLD);
        see(scene, then);
        events.turn(clock.instant().plus(Duration.ofDays(3)));

        see(scene, then);

        assertThat(number("select sum(impressions) from hourly_experience where scene = ?", scene))
                .isEqualTo(2);
    }

    @Test
    void theNextDaysAreMadeBeforeTheyCome() {
        // So far ahead that no other test gets there.
        var later = clock.instant().plus(Duration.ofDays(1_000));
        for (var table : List.of("event", "decision")) {
            assertThat(isThere(table, later)).isFalse();
        }

        days.makeAhead("event", later);
        days.makeAhead("decision", later);

        for (var table : List.of("event", "decision")) {
            for (var ahead = 0; ahead <= 2; ahead++) {
                assertThat(isThere(table, later.plus(Duration.ofDays(ahead)))).isTrue();
            }
            assertThat(isThere(table, later.plus(Duration.ofDays(3)))).isFalse();
        }
    }

    private void see(Scene scene, Instant decidedAt) {
        var before = number("select coalesce(sum(impressions), 0) from hourly_experience where scene = ?", scene);
        devices.report(List.of(devices.ad(scene, BOOT, aCreative(), decidedAt).event("impression")));
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        number("select coalesce(sum(impressions), 0) from hourly_experience where scene = ?", scene)
                                == before + 1);
    }

    private long number(String sql, Scene scene) {
        return database.number(sql, scene.toString());
    }

    private boolean isThere(String table, Instant day) {
        var partition = table + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(day, ZoneOffset.UTC));
        return database.number("select count(*) from pg_class where relname = ?", partition) == 1;
    }
}
