package io.houdao.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.profile.ErasureEvent;
import io.houdao.contracts.profile.GraphEvent;
import io.houdao.contracts.profile.PersonProjection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event ever released, one file a version, must still read; what is read and written again must not change. */
class GoldenEventsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private static final Map<String, Class<?>> TYPE_BY_TOPIC = Map.of(
            Topics.LINE_ITEMS, LiveLineItem.class,
            Topics.PROJECTIONS, PersonProjection.class,
            Topics.CONTROLS, ExperienceControl.class,
            Topics.DECISIONS, DecisionMade.class,
            Topics.EVENTS, ExperienceEvent.class,
            Topics.ERASURES, ErasureEvent.class,
            Topics.GRAPH, GraphEvent.class);

    static Stream<Path> goldenFiles() throws IOException {
        return Files.list(GOLDEN).sorted();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void yesterdaysEventStillReadsAndSurvivesARoundTrip(Path file) throws IOException {
        var topic = file.getFileName().toString().replaceFirst("--.*", "");
        var golden = Files.readAllBytes(file);

        var event = Json.read(golden, TYPE_BY_TOPIC.get(topic));

        var json = new ObjectMapper();
        assertThat(json.readTree(Json.write(event))).isEqualTo(json.readTree(golden));
    }
}
