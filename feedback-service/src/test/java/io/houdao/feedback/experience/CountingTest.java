package io.houdao.feedback.experience;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.feedback.Database;
import io.houdao.feedback.Database.RowReader;
import io.houdao.feedback.Devices;
import io.houdao.feedback.Handed;
import io.houdao.feedback.Topic;
import io.houdao.feedback.experience.Recount.Place;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class CountingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> COLUMNS = List.of(
            "offered",
            "impressions",
            "viewables",
            "clicks",
            "closes",
            "hides",
            "mutes",
            "complaints",
            "negatives",
            "ratings",
            "stars",
            "asked",
            "disturbed",
            "useful",
            "conversions",
            "conversion_micros",
            "check_ins",
            "skips",
            "billed_micros",
            "offered_closes",
            "offered_hides",
            "offered_complaints",
            "offered_negatives");
    private static final List<String> CLOSING = List.of("close_millis", "many_actions", "offered_late", "too_long");

    @Inject
    Devices devices;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    KafkaClientService kafka;

    private final Random random = new Random(11);

    @Test
    void eachEventCountsOnceHoweverOftenAndInWhateverOrderItComes() {
        var scenes = List.of(aScene(), aScene());
        var events = lotsOfEvents(scenes);

        devices.report(events);
        Collections.shuffle(events, random);
        devices.report(events);
        Collections.reverse(events);
        devices.report(events);
        republish(scenes);

        settle(scenes);
        assertThat(counted(scenes)).isNotEmpty();
    }

    @Test
    void readingTheTopicAgainFromItsBeginningChangesNothing() {
        var scenes = List.of(aScene(), aScene());
        devices.report(lotsOfEvents(scenes));
        settle(scenes);
        var before = counted(scenes);

        rewind("feedback-events");
        devices.report(lotsOfEvents(scenes));

        settle(scenes);
        assertThat(counted(scenes)).isNotEqualTo(before);
    }

    @Test
    void aPoisonedRecordIsPutAsideAndTheOthersOfItsBatchCount() {
        var scene = aScene();
        var ads = ads(scene, 40);
        var good = ads.stream()
                .map(ad -> new ExperienceEvent.Impression(ad.showing(), clock.instant(), clock.instant()))
                .map(event -> new Topic(Topics.EVENTS).record("same key, same partition", Json.write(event)))
                .toList();
        var tag = UUID.randomUUID().toString();
        var poison = List.of(
                "not json " + tag,
                "{\"type\":\"teleported\",\"tag\":\"" + tag + "\"}",
                "{\"type\":\"impression\",\"tag\":\"" + tag + "\"}",
                new String(Json.write(new ExperienceEvent.Click(
                                // Well-formed, and no database can keep it.
                                Devices.showing(
                                        scene,
                                        BOOT,
                                        aCreative(),
                                        java.time.Instant.parse("+300000-01-01T00:00:00Z"),
                                        new DeviceId(UUID.randomUUID())),
                                clock.instant(),
                                clock.instant())))
                        .replace("tv-launcher\"", "tv-" + tag + "\""));
        var records = new ArrayList<>(good);
        for (var text : poison) {
            records.add(
                    random.nextInt(records.size()),
                    new Topic(Topics.EVENTS).record("same key, same partition", text.getBytes()));
        }
        records.add(7, new Topic(Topics.EVENTS).record("same key, same partition", null));

        new Topic(Topics.EVENTS).add(records);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(impressions(scene)).isEqualTo(40));
        var letters = new Topic(Topics.deadLetter(Topics.EVENTS, "feedback-service"))
                .all().stream()
                        .filter(letter -> letter.value() != null && new String(letter.value()).contains(tag))
                        .toList();
        assertThat(letters)
                .extracting(letter -> new String(letter.value()))
                .containsExactlyInAnyOrderElementsOf(poison);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.key()).isEqualTo("same key, same partition");
            assertThat(new String(
                            letter.headers().lastHeader("dead-letter-reason").value()))
                    .isNotBlank();
            assertThat(new String(
                            letter.headers().lastHeader("dead-letter-topic").value()))
                    .isEqualTo(Topics.EVENTS);
        });
    }

    @Test
    void anEventIsKeptTogetherWithAllThatItAddsUpToOrNotAtAll() {
        var scene = aScene();
        var records = ads(scene, 3).stream()
                .map(ad -> new ExperienceEvent.Impression(ad.showing(), clock.instant(), clock.instant()))
                .map(event -> new Topic(Topics.EVENTS).record(event.showing().key(), Json.write(event)))
                .toList();

        for (var table : List.of("hourly_experience", "pending_experience")) {
            database.update(
                    "alter table " + table + " add constraint refused check (scene <> '" + scene + "') not valid");
            new Topic(Topics.EVENTS).add(records);
            var refused = table.equals("hourly_experience") ? 3 : 6;
            await().atMost(PATIENCE).until(() -> letters(scene) == refused);

            assertThat(database.number("select count(*) from event where scene = ?", scene.toString()))
                    .as(table)
                    .isZero();
            assertThat(impressions(scene)).as(table).isZero();
            database.update("alter table " + table + " drop constraint refused");
        }
        new Topic(Topics.EVENTS).add(records);

        settle(List.of(scene));
        assertThat(impressions(scene)).isEqualTo(3);
    }

    private static long letters(Scene scene) {
        return new Topic(Topics.deadLetter(Topics.EVENTS, "feedback-service"))
                .all().stream()
                        .filter(letter ->
                                letter.value() != null && new String(letter.value()).contains(scene.toString()))
                        .count();
    }

    @Test
    void aCloseAHideAndAComplaintOfOneShowingAreOneNegative() {
        var scene = aScene();
        var ad = ads(scene, 1).get(0);

        devices.report(List.of(
                ad.event("impression"),
                ad.close(),
                ad.event("hide", "scope", "CREATIVE"),
                ad.event("complaint", "category", "too-loud")));

        settle(List.of(scene));
        assertThat(counted(List.of(scene)).values())
                .singleElement()
                .satisfies(counts -> assertThat(counts)
                        .containsEntry("closes", 1L)
                        .containsEntry("hides", 1L)
                        .containsEntry("complaints", 1L)
                        .containsEntry("negatives", 1L));
    }

    @Test
    void whatWasMindedOfAnOfferedShowingIsToldApartWhicheverComesFirst() {
        var scene = aScene();
        var ads = ads(scene, 4);
        var offeredFirst = ads.get(0);
        var closedFirst = ads.get(1);
        var together = ads.get(2);
        var neverOffered = ads.get(3);

        devices.report(List.of(
                offeredFirst.offered(),
                closedFirst.close(),
                closedFirst.event("hide", "scope", "CREATIVE"),
                together.close(),
                together.offered(),
                neverOffered.close()));
        settle(List.of(scene));
        devices.report(List.of(offeredFirst.close(), closedFirst.offered(), closedFirst.close()));
        settle(List.of(scene));

        assertThat(counted(List.of(scene)).values())
                .singleElement()
                .satisfies(counts -> assertThat(counts)
                        .containsEntry("offered", 3L)
                        .containsEntry("closes", 4L)
                        .containsEntry("negatives", 4L)
                        .containsEntry("offered_closes", 3L)
                        .containsEntry("offered_hides", 1L)
                        .containsEntry("offered_negatives", 3L));
    }

    @Test
    void eachDecisionCountsOnce() {
        var scene = aScene();
        var now = clock.instant();
        var decisions = new ArrayList<ProducerRecord<String, byte[]>>();
        for (var i = 0; i < 30; i++) {
            var shown = new DecisionMade.Shown(ads(scene, 1).get(0).showing(), 3, null);
            var none = new DecisionMade.NoAd(
                    new DecisionId(UUID.randomUUID()),
                    now,
                    null,
                    new DeviceId(Devices.DEVICE),
                    BOOT,
                    scene,
                    "not-worth-the-harm",
                    Map.of("over-harm-limit", 2),
                    21_000,
                    null);
            decisions.add(new Topic(Topics.DECISIONS).record(UUID.randomUUID().toString(), Json.write(shown)));
            decisions.add(new Topic(Topics.DECISIONS).record(UUID.randomUUID().toString(), Json.write(none)));
        }

        new Topic(Topics.DECISIONS).add(decisions);
        new Topic(Topics.DECISIONS).add(decisions);
        rewind("placement-decisions");

        awaitDecisionMarks();
        assertThat(opportunities(scene)).isEqualTo(List.of(60L, 30L, 630_000L));
        new Topic(Topics.DECISIONS).add(decisions);
        new Topic(Topics.DECISIONS).add(decisions);
        awaitDecisionMarks();
        assertThat(opportunities(scene)).isEqualTo(List.of(60L, 30L, 630_000L));
    }

    private List<Long> opportunities(Scene scene) {
        return database.query(
                        "select coalesce(sum(opportunities), 0) a, coalesce(sum(shown), 0) b,"
                                + " coalesce(sum(forgone_micros), 0) c from hourly_opportunity where scene = ?",
                        row -> List.of(row.getLong("a"), row.getLong("b"), row.getLong("c")),
                        scene.toString())
                .get(0);
    }

    private List<Handed> ads(Scene scene, int count) {
        var creative = aCreative();
        return java.util.stream.Stream.generate(() -> devices.ad(scene, BOOT, creative))
                .limit(count)
                .toList();
    }

    /** About 1,000 events in two scenes, two slots, three creatives and three hours. */
    private List<Map<String, Object>> lotsOfEvents(List<Scene> scenes) {
        var slots = List.of(BOOT, new SlotId("weather.card"));
        var creatives = List.of(aCreative(), aCreative(), aCreative());
        var events = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < 300; i++) {
            var decidedAt = clock.instant().minus(random.nextInt(120), ChronoUnit.MINUTES);
            var ad = devices.ad(pick(scenes), pick(slots), this.<CreativeId>pick(creatives), decidedAt);
            events.add(ad.event("impression"));
            if (random.nextInt(3) > 0) {
                events.add(ad.event("offered", "after", random.nextInt(5) == 0 ? "PT1.3S" : "PT0.8S"));
            }
            if (random.nextInt(3) == 0) {
                events.add(close(ad));
            }
            for (var more : List.of(
                    ad.event("viewable"),
                    ad.event("click"),
                    ad.event("hide", "scope", "CREATIVE"),
                    ad.event("mute"),
                    ad.event("complaint", "category", "other"),
                    ad.event("rating", "stars", 1 + random.nextInt(5)),
                    ad.event("disturbing", "disturbing", random.nextBoolean()),
                    ad.event("useful"),
                    ad.event("conversion", "valueMicros", random.nextInt(1_000_000)),
                    ad.event("check-in"),
                    ad.event("skip", "shown", random.nextBoolean() ? "PT2S" : "PT45S"))) {
                if (random.nextInt(8) == 0) {
                    events.add(more);
                }
            }
        }
        return events;
    }

    private Map<String, Object> close(Handed ad) {
        var close = ad.event("close", "shown", random.nextInt(4) == 0 ? "PT31S" : "PT1.2S");
        if (random.nextBoolean()) {
            close.put("how", pick(List.of("BUTTON", "BACK", "SWIPE", "VOICE")));
            close.put("actions", 1 + random.nextInt(3));
        }
        return close;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static void republish(List<Scene> scenes) {
        var topic = new Topic(Topics.EVENTS);
        topic.add(topic.all().stream()
                .filter(record -> record.value() != null && record.key() != null)
                .filter(record ->
                        scenes.stream().anyMatch(scene -> new String(record.value()).contains(scene.toString())))
                .map(record -> topic.record(record.key(), record.value()))
                .toList());
    }

    private void rewind(String channel) {
        kafka.getConsumer(channel)
                .runOnPollingThread(consumer -> {
                    consumer.seekToBeginning(consumer.assignment());
                })
                .await()
                .atMost(PATIENCE);
    }

    /** Compares what was counted once marks at the end of every partition are: then all that was sent before them is. */
    private void settle(List<Scene> scenes) {
        awaitMarks();
        assertThat(counted(scenes)).isEqualTo(Recount.of(scenes));
    }

    /** One event that is many times on the topic counts once, so each partition has its own. */
    private void awaitMarks() {
        var scene = aScene();
        var marks = new Topic(Topics.EVENTS)
                .addToEach(() -> Json.write(new ExperienceEvent.Impression(
                        ads(scene, 1).get(0).showing(), clock.instant(), clock.instant())));
        await().atMost(PATIENCE).until(() -> impressions(scene) == marks);
    }

    private void awaitDecisionMarks() {
        var scene = aScene();
        var marks = new Topic(Topics.DECISIONS)
                .addToEach(() ->
                        Json.write(new DecisionMade.Shown(ads(scene, 1).get(0).showing(), 1, null)));
        await().atMost(PATIENCE).until(() -> opportunities(scene).equals(List.of((long) marks, (long) marks, 0L)));
    }

    private long impressions(Scene scene) {
        return database.number(
                "select coalesce(sum(impressions), 0) from hourly_experience where scene = ?", scene.toString());
    }

    /** What the service counted, without the zeros. */
    private Map<Place, Map<String, Long>> counted(List<Scene> scenes) {
        var counts = new HashMap<Place, Map<String, Long>>();
        for (var scene : scenes) {
            add(counts, rows("hourly_experience", scene, row -> columns(row, COLUMNS)));
            add(counts, rows("hourly_closing", scene, CountingTest::closing));
        }
        return counts;
    }

    private List<Map.Entry<Place, Map<String, Long>>> rows(
            String table, Scene scene, RowReader<Map<String, Long>> reader) {
        return database.query(
                "select * from " + table + " where scene = ?",
                row -> Map.entry(new Place(Database.instant(row, "hour"), Cell.read(row)), reader.read(row)),
                scene.toString());
    }

    private static void add(Map<Place, Map<String, Long>> counts, List<Map.Entry<Place, Map<String, Long>>> counted) {
        for (var entry : counted) {
            var count = counts.computeIfAbsent(entry.getKey(), place -> new TreeMap<>());
            entry.getValue().forEach((column, number) -> count.merge(column, number, Long::sum));
        }
    }

    private static Map<String, Long> columns(ResultSet row, List<String> columns) throws SQLException {
        var counts = new TreeMap<String, Long>();
        for (var column : columns) {
            if (row.getLong(column) != 0) {
                counts.put(column, row.getLong(column));
            }
        }
        return counts;
    }

    private static Map<String, Long> closing(ResultSet row) throws SQLException {
        var counts = columns(row, CLOSING);
        if (row.getLong("closes") != 0) {
            counts.put("closes_" + row.getString("how"), row.getLong("closes"));
        }
        return counts;
    }
}
