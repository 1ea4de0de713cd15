package io.houdao.endtoend.k8s;

import static io.houdao.endtoend.k8s.Manifests.LOCAL;
import static io.houdao.endtoend.k8s.Manifests.PRODUCTION;
import static io.houdao.endtoend.k8s.Manifests.SERVICES;
import static io.houdao.endtoend.k8s.Manifests.each;
import static io.houdao.endtoend.k8s.Manifests.labels;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.contracts.Topics;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;

/** A cluster has exactly the topics that the services speak of, and each service may touch its own alone. */
class ManifestTopicsTest {

    private static final Map<String, Set<String>> READERS = Map.ofEntries(
            entry(Topics.LINE_ITEMS, Set.of("placement-service")),
            entry(Topics.PROJECTIONS, Set.of("placement-service")),
            entry(Topics.CONTROLS, Set.of("placement-service")),
            entry(Topics.DECISIONS, Set.of("placement-service", "campaign-service", "feedback-service")),
            entry(Topics.EVENTS, Set.copyOf(SERVICES)),
            entry(Topics.ERASURES, Set.copyOf(SERVICES)),
            entry(Topics.GRAPH, Set.of("placement-service")));

    /** Read back by who writes it, to find what is not its own: whatever that is, it is taken back and not set aside. */
    private static final Map<String, Set<String>> READ_BACK = Map.of(Topics.LINE_ITEMS, Set.of("campaign-service"));

    private static final Map<String, Set<String>> WRITERS = Map.ofEntries(
            entry(Topics.LINE_ITEMS, Set.of("campaign-service")),
            entry(Topics.PROJECTIONS, Set.of("profile-service")),
            entry(Topics.CONTROLS, Set.of("feedback-service")),
            entry(Topics.DECISIONS, Set.of("placement-service")),
            entry(Topics.EVENTS, Set.of("feedback-service")),
            entry(Topics.ERASURES, Set.copyOf(SERVICES)),
            entry(Topics.GRAPH, Set.of("profile-service")));

    private static final Set<String> COMPACTED = Set.of(Topics.LINE_ITEMS, Topics.PROJECTIONS, Topics.CONTROLS);

    @Test
    void everyTopicOfTheContractsHasItsReadersHere() {
        var topics = Arrays.stream(Topics.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(ManifestTopicsTest::value)
                .collect(Collectors.toSet());

        assertThat(READERS.keySet()).isEqualTo(topics);
        assertThat(WRITERS.keySet()).isEqualTo(topics);
    }

    @Test
    void onOneNodeTheTopicsAreTheOnesOfTheContracts() {
        var list = Manifests.of(LOCAL)
                .object("ConfigMap", "kafka-topics")
                .at("/data/topics.txt")
                .asText();
        var settingByTopic = list.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> words[2]));

        assertThat(settingByTopic.keySet()).isEqualTo(topics());
        assertThat(settingByTopic)
                .allSatisfy((topic, setting) ->
                        assertThat(setting.equals("cleanup.policy=compact")).isEqualTo(COMPACTED.contains(topic)));
    }

    @Test
    void inProductionTheTopicsAreTheOnesOfTheContracts() {
        var topics = Manifests.of(PRODUCTION).ofKind("KafkaTopic");

        assertThat(topics).extracting(Manifests::name).containsExactlyInAnyOrderElementsOf(topics());
        assertThat(topics).allSatisfy(topic -> {
            var settings = labels(topic.at("/spec/config"));
            assertThat("compact".equals(settings.get("cleanup.policy")))
                    .isEqualTo(COMPACTED.contains(Manifests.name(topic)));
            assertThat(settings).containsEntry("min.insync.replicas", "2");
            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3);
        });
    }

    @Test
    void aServiceReadsAndWritesItsOwnTopicsOnly() {
        for (var user : Manifests.of(PRODUCTION).ofKind("KafkaUser")) {
            var service = Manifests.name(user);
            var mayRead = allowed(user, "Read");
            var mayWrite = allowed(user, "Write");

            assertThat(mayRead)
                    .as(service + " reads")
                    .isEqualTo(Stream.concat(of(READERS, service), of(READ_BACK, service))
                            .collect(Collectors.toSet()));
            assertThat(mayWrite)
                    .as(service + " writes")
                    .isEqualTo(Stream.concat(
                                    of(WRITERS, service),
                                    of(READERS, service).map(topic -> Topics.deadLetter(topic, service)))
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void theBrokerUnderstandsItsConfiguration() throws Exception {
        var manifests = Manifests.of(LOCAL);
        var file = manifests.ofKind("ConfigMap").stream()
                .map(map -> map.path("data").path("server.properties"))
                .filter(data -> !data.isMissingNode())
                .findFirst()
                .orElseThrow();
        var properties = new Properties();
        properties.load(new StringReader(file.asText()));

        var broker = new KafkaConfig(properties, false);

        assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).containsAll(properties.stringPropertyNames());
        assertThat(broker.autoCreateTopicsEnable()).isFalse();
        assertThat(broker.logDirs().toString())
                .contains(mounts(manifests.object("StatefulSet", "kafka")).get("data"));
    }

    private static Map<String, String> mounts(JsonNode workload) {
        return each(workload.at("/spec/template/spec/containers/0/volumeMounts"))
                .collect(Collectors.toMap(
                        mount -> mount.path("name").asText(),
                        mount -> mount.path("mountPath").asText()));
    }

    private static Set<String> topics() {
        return READERS.entrySet().stream()
                .flatMap(entry -> Stream.concat(
                        Stream.of(entry.getKey()),
                        entry.getValue().stream().map(service -> Topics.deadLetter(entry.getKey(), service))))
                .collect(Collectors.toSet());
    }

    private static Stream<String> of(Map<String, Set<String>> servicesByTopic, String service) {
        return servicesByTopic.entrySet().stream()
                .filter(entry -> entry.getValue().contains(service))
                .map(Map.Entry::getKey);
    }

    private static Set<String> allowed(JsonNode user, String operation) {
        return each(user.at("/spec/authorization/acls"))
                .filter(rule -> rule.at("/resource/type").asText().equals("topic"))
                .filter(rule -> each(rule.path("operations"))
                        .anyMatch(item -> item.asText().equals(operation)))
                .map(rule -> rule.at("/resource/name").asText())
                .collect(Collectors.toSet());
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
