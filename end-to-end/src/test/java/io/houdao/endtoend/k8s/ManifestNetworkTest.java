package io.houdao.endtoend.k8s;

import static io.houdao.endtoend.k8s.Manifests.LOAD;
import static io.houdao.endtoend.k8s.Manifests.LOCAL;
import static io.houdao.endtoend.k8s.Manifests.PRODUCTION;
import static io.houdao.endtoend.k8s.Manifests.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.endtoend.k8s.Network.Peer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open a connection to whom: exactly what docs/threat-model.md draws, edge by edge, and nothing else. */
class ManifestNetworkTest {

    private static final Map<String, Integer> PORT_BY_SERVICE = Map.of(
            "profile-service", 8081, "campaign-service", 8082, "placement-service", 8083, "feedback-service", 8084);

    /** Every port that anything here listens on, and one that nothing does. */
    private static final List<Integer> PORTS = List.of(22, 443, 5432, 8000, 8081, 8082, 8083, 8084, 6379, 9092, 9187);

    private static final List<String> ROLES_OUTSIDE = List.of("gateway", "monitoring", "operator", "stranger");

    @Test
    void onOneNodeTheEdgesAreTheOnesDrawn() {
        var expected = drawn();
        expected.addAll(Set.of("kafka-topics -> kafka:9092", "kafka -> kafka:9092"));

        assertThat(edges(LOCAL, pods(LOCAL))).isEqualTo(expected);
    }

    @Test
    void underLoadThereIsSomeoneWhoAsksWhatDevicesAskAndNothingElse() {
        var expected = edges(LOCAL, pods(LOCAL));
        expected.addAll(Set.of("load-generator -> placement-service:8083", "load-generator -> feedback-service:8084"));

        assertThat(edges(LOAD, pods(LOAD))).isEqualTo(expected);
    }

    @Test
    void inProductionTheEdgesAreTheOnesDrawnAndTheOperators() {
        var expected = drawn();
        for (var service : SERVICES) {
            var database = service.replace("-service", "-database");
            for (var port : List.of(5432, 8000)) {
                expected.add(database + " -> " + database + ":" + port);
                expected.add("operator -> " + database + ":" + port);
            }
            expected.add("monitoring -> " + database + ":9187");
        }

        var pods = pods(PRODUCTION);
        SERVICES.forEach(service -> pods.add(Peer.pod(service.replace("-service", "-database"), Map.of())));
        pods.add(Peer.pod("kafka", Map.of("strimzi.io/cluster", "houdao")));
        var edges = edges(PRODUCTION, pods);
        edges.removeIf(edge -> edge.startsWith("kafka -> kafka:"));

        assertThat(edges).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    void aNewPodMayDoNothingUntilAPolicyNamesIt(String folder) {
        var pods = pods(folder);
        pods.add(Peer.pod("newcomer", Map.of()));

        assertThat(edges(folder, pods)).noneMatch(edge -> edge.contains("newcomer"));
    }

    /** The picture of the services: who asks whom over REST, who keeps which database, and Kafka in the middle. */
    private static Set<String> drawn() {
        var edges = new HashSet<>(Set.of(
                "campaign-service -> feedback-service:8084",
                "placement-service -> campaign-service:8082",
                "placement-service -> profile-service:8081",
                "placement-service -> valkey:6379",
                "campaign-service -> profile-service:8081",
                "campaign-service -> placement-service:8083"));
        PORT_BY_SERVICE.forEach((service, port) -> {
            edges.add("gateway -> " + service + ":" + port);
            edges.add("monitoring -> " + service + ":" + port);
            edges.add(service + " -> " + service.replace("-service", "-database") + ":5432");
            edges.add(service + " -> kafka:9092");
        });
        return edges;
    }

    private static List<Peer> pods(String folder) {
        return new ArrayList<>(Manifests.of(folder).workloads().stream()
                .map(workload -> new Peer(workload.name(), workload.podLabels(), Map.of()))
                .toList());
    }

    private static Set<String> edges(String folder, List<Peer> pods) {
        var network = Network.of(Manifests.of(folder));
        var sources = Stream.concat(pods.stream(), ROLES_OUTSIDE.stream().map(Peer::outside))
                .toList();
        var edges = new HashSet<String>();
        for (var from : sources) {
            for (var to : pods) {
                PORTS.stream()
                        .filter(port -> network.allows(from, to, port))
                        .forEach(port -> edges.add(from.name() + " -> " + to.name() + ":" + port));
            }
        }
        return edges;
    }
}
