package io.houdao.feedback.learning;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.Contest;
import io.houdao.contracts.placement.Contest.Contender;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.feedback.Database;
import io.houdao.feedback.Devices;
import io.houdao.feedback.EventKind;
import io.houdao.feedback.Topic;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ExamplesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Examples examples;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private final Scene scene = aScene();
    private final PersonId person = new PersonId(UUID.randomUUID());

    @Test
    void whoeverClosesEverythingTeachesNoMoreThanWhoeverClosedOne() {
        var now = clock.instant();
        var shown = Stream.generate(() -> showing(now)).limit(20).toList();

        tell(shown, now);

        var found = examples();
        assertThat(found).hasSize(20);
        assertThat(found).filteredOn(example -> example.seen() != null).hasSize(12);
        assertThat(found)
                .filteredOn(example -> example.happened().contains(EventKind.CLOSE))
                .hasSize(1);
    }

    @Test
    void whatIsLearntFromNamesNobody() {
        var now = clock.instant();
        var showing = showing(now);
        var none = new DecisionMade.NoAd(
                new DecisionId(UUID.randomUUID()),
                now,
                person,
                showing.deviceId(),
                BOOT,
                scene,
                "exploration",
                Map.of("over-harm-limit", 2),
                3,
                contest(showing));

        tell(List.of(showing), now);
        new Topic(Topics.DECISIONS).add(List.of(new Topic(Topics.DECISIONS).record(showing.key(), Json.write(none))));
        await().atMost(PATIENCE).until(() -> decisions() == 2);

        assertThat(database.query(
                        "select example::text from decision where scene = ?",
                        row -> row.getString(1),
                        scene.toString()))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text)
                        .contains(scene.toString(), showing.creativeId().toString())
                        .doesNotContain(person.toString(), showing.deviceId().toString()));
        assertThat(examples()).extracting(Example::contest).containsExactly(contest(showing), contest(showing));
    }

    /** One after the other, as one reader hears them: first that all were shown, then that all were closed. */
    private void tell(List<Showing> shown, Instant now) {
        var events = new Topic(Topics.EVENTS);
        var decisions = new Topic(Topics.DECISIONS);
        events.add(shown.stream()
                .map(showing ->
                        events.record(showing.key(), Json.write(new ExperienceEvent.Impression(showing, now, now))))
                .toList());
        events.add(shown.stream()
                .map(showing -> events.record(
                        showing.key(), Json.write(new ExperienceEvent.Close(showing, now, now, Duration.ofSeconds(1)))))
                .toList());
        decisions.add(shown.stream()
                .map(showing -> decisions.record(
                        showing.key(), Json.write(new DecisionMade.Shown(showing, 1, contest(showing)))))
                .toList());
        await().atMost(PATIENCE)
                .until(() -> decisions() == shown.size()
                        && database.number(
                                        "select coalesce(sum(closes), 0) from hourly_experience where scene = ?",
                                        scene.toString())
                                == shown.size());
    }

    private long decisions() {
        return database.number("select count(*) from decision where scene = ?", scene.toString());
    }

    private Showing showing(Instant now) {
        return Devices.of(person, Devices.showing(scene, BOOT, aCreative(), now, new DeviceId(UUID.randomUUID())));
    }

    private static Contest contest(Showing showing) {
        var contender =
                new Contender(showing.creativeId(), showing.advertiserId(), 9_000, 0, 0.01, 0.05, 0.001, 0.0001);
        return new Contest(List.of(contender), 0.99, 0.02, 8);
    }

    private List<Example> examples() {
        var now = clock.instant();
        var before = new Examples.Place(now.minus(PATIENCE), new UUID(0, 0));
        return examples.after(before, now.plusSeconds(1)).stream()
                .filter(example -> example.scene().equals(scene))
                .toList();
    }
}
