package io.houdao.endtoend.k8s;

import static io.houdao.endtoend.k8s.Manifests.LOAD;
import static io.houdao.endtoend.k8s.Manifests.LOCAL;
import static io.houdao.endtoend.k8s.Manifests.PRODUCTION;
import static io.houdao.endtoend.k8s.Manifests.SERVICES;
import static io.houdao.endtoend.k8s.Manifests.each;
import static io.houdao.endtoend.k8s.Manifests.labels;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an object names exists: labels, ports, accounts, volumes, files, ConfigMaps, Secrets and hosts. */
class ManifestReferenceTest {

    private static final Pattern FILE = Pattern.compile("/etc/houdao/([a-z-]+)/([A-Za-z0-9.-]+)");
    private static final Pattern HOST =
            Pattern.compile("^(?:http://|jdbc:postgresql://|rediss?://)?([a-z-]+)(?::(\\d+))?(?:/.*)?$");

    static Stream<Workload> workloads() {
        return Stream.of(LOCAL, LOAD, PRODUCTION)
                .map(Manifests::of)
                .flatMap(manifests -> manifests.workloads().stream());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void aPodHasTheLabelsItIsFoundBy(Workload workload) {
        if (!workload.isJob()) {
            assertThat(workload.object().at("/spec/selector/matchLabels"))
                    .isEqualTo(workload.object().at("/spec/template/metadata/labels"));
        }
        for (var spread : workload.pod().path("topologySpreadConstraints")) {
            assertThat(labels(spread.at("/labelSelector/matchLabels"))).isEqualTo(workload.podLabels());
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void theAccountOfAPodExists(Workload workload) {
        var account = workload.pod().path("serviceAccountName").asText();

        if (!account.isEmpty()) {
            assertThat(workload.manifests().find("ServiceAccount", account)).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void whatIsMountedIsThereAndUsed(Workload workload) {
        var volumes = each(workload.pod().path("volumes"))
                .map(volume -> volume.path("name").asText());
        var claims = each(workload.object().at("/spec/volumeClaimTemplates")).map(Manifests::name);
        var mounted = workload.containers().stream()
                .flatMap(container -> each(container.path("volumeMounts")))
                .map(mount -> mount.path("name").asText());

        assertThat(mounted.collect(Collectors.toSet()))
                .isEqualTo(Stream.concat(volumes, claims).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyConfigMapExists(Workload workload) {
        var manifests = workload.manifests();
        var names = Stream.concat(
                        workload.object().findValues("configMapRef").stream()
                                .map(reference -> reference.path("name").asText()),
                        each(workload.pod().path("volumes"))
                                .map(volume -> volume.at("/configMap/name").asText())
                                .filter(name -> !name.isEmpty()))
                .toList();

        assertThat(names)
                .allSatisfy(name ->
                        assertThat(manifests.find("ConfigMap", name)).as(name).isPresent());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyFileThatASettingNamesIsMounted(Workload workload) {
        var files = workload.settings().values().stream()
                .flatMap(value -> FILE.matcher(value).results().map(found -> List.of(found.group(1), found.group(2))))
                .toList();

        assertThat(files).allSatisfy(file -> {
            var mount = each(workload.containers().get(0).path("volumeMounts"))
                    .filter(candidate -> candidate.path("mountPath").asText().equals("/etc/houdao/" + file.get(0)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing is mounted for " + file));
            assertThat(keys(workload, mount.path("name").asText())).contains(file.get(1));
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyHostThatASettingNamesExists(Workload workload) {
        var hosts = workload.settings().entrySet().stream()
                .filter(setting -> setting.getKey().matches(".*(_URL|_SERVERS)"))
                .map(Map.Entry::getValue)
                .toList();

        assertThat(hosts).allSatisfy(value -> {
            var host = HOST.matcher(value);
            assertThat(host.matches()).as(value).isTrue();
            assertThat(ports(workload.manifests(), host.group(1)))
                    .contains(host.group(2) == null ? 80 : Integer.parseInt(host.group(2)));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    void aServiceLeadsToAPodAndAPort(String folder) {
        var manifests = Manifests.of(folder);

        assertThat(manifests.ofKind("Service")).isNotEmpty().allSatisfy(service -> {
            var pods = manifests.workloads().stream()
                    .filter(workload -> workload.podLabels()
                            .entrySet()
                            .containsAll(labels(service.at("/spec/selector")).entrySet()))
                    .toList();
            assertThat(pods).as(Manifests.name(service)).hasSize(1);
            var open = pods.get(0).containers().stream()
                    .flatMap(container -> each(container.path("ports")))
                    .map(port -> port.path("name").asText())
                    .toList();
            assertThat(each(service.at("/spec/ports"))
                            .map(port -> port.path("targetPort").asText()))
                    .isSubsetOf(open);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    void whatIsSaidAboutAWorkloadIsAboutOneThatExists(String folder) {
        var manifests = Manifests.of(folder);
        var labels = manifests.workloads().stream().map(Workload::podLabels).toList();

        assertThat(manifests.ofKind("PodDisruptionBudget"))
                .hasSameSizeAs(SERVICES)
                .allSatisfy(budget -> assertThat(labels).contains(labels(budget.at("/spec/selector/matchLabels"))));
        assertThat(manifests.ofKind("HorizontalPodAutoscaler")).allSatisfy(scaler -> {
            var deployment = manifests.object(
                    "Deployment", scaler.at("/spec/scaleTargetRef/name").asText());
            assertThat(deployment.at("/spec/replicas").isMissingNode()).isTrue();
        });
        assertThat(manifests.ofKind("RoleBinding")).allSatisfy(binding -> {
            assertThat(manifests.find("Role", binding.at("/roleRef/name").asText()))
                    .isPresent();
            assertThat(manifests.find(
                            "ServiceAccount", binding.at("/subjects/0/name").asText()))
                    .isPresent();
        });
    }

    @Test
    void productionScrapesEveryServiceByAPortThatItHas() {
        var production = Manifests.of(PRODUCTION);
        var monitor = production.object("ServiceMonitor", "houdao");
        var expression = monitor.at("/spec/selector/matchExpressions/0");
        var scraped = production.ofKind("Service").stream()
                .filter(service -> each(expression.path("values"))
                        .anyMatch(value -> value.asText()
                                .equals(service.at("/metadata/labels")
                                        .path(expression.path("key").asText())
                                        .asText())))
                .toList();

        assertThat(scraped).extracting(Manifests::name).containsExactlyInAnyOrderElementsOf(SERVICES);
        assertThat(scraped)
                .allMatch(service -> service.at("/spec/ports/0/name").equals(monitor.at("/spec/endpoints/0/port")));
    }

    @Test
    void theLocalSecretsAreTheOnesThatItsJobMakes() throws Exception {
        var made = MadeSecrets.printed();
        var needed = Manifests.of(LOCAL).workloads().stream()
                .flatMap(workload -> workload.secrets().stream())
                .collect(Collectors.toSet());

        var offered = new HashSet<String>();
        made.forEach((name, data) -> {
            offered.add(name + "/*");
            data.keySet().forEach(key -> offered.add(name + "/" + key));
        });
        assertThat(needed).isNotEmpty().isSubsetOf(offered);
    }

    @Test
    void productionSecretsComeFromAnOperatorOrAreToldInTheReadme() throws Exception {
        var production = Manifests.of(PRODUCTION);
        var given = new HashSet<>(Set.of("service-token/token", "receipt-keyset/*", "houdao-cluster-ca-cert/ca.crt"));
        for (var cluster : production.ofKind("Cluster")) {
            var name = Manifests.name(cluster);
            given.addAll(Set.of(name + "-app/username", name + "-app/password", name + "-ca/ca.crt"));
        }
        for (var certificate : production.ofKind("Certificate")) {
            var secret = certificate.at("/spec/secretName").asText();
            given.addAll(Set.of(secret + "/ca.crt", secret + "/tls.crt", secret + "/tls.key"));
        }
        for (var user : production.ofKind("KafkaUser")) {
            var name = Manifests.name(user);
            given.addAll(Set.of(name + "/user.p12", name + "/user.password"));
        }
        var needed = production.workloads().stream().flatMap(workload -> workload.secrets().stream());

        assertThat(needed).isNotEmpty().isSubsetOf(given);
        assertThat(Files.readString(Manifests.ROOT.resolve("k8s/README.md")))
                .contains("`service-token`", "`receipt-keyset`", "`houdao-tls`");
    }

    @Test
    void everyCertificateIsSignedByAnAuthorityThatIsThere() {
        var production = Manifests.of(PRODUCTION);
        var secrets = production.ofKind("Certificate").stream()
                .map(certificate -> certificate.at("/spec/secretName").asText())
                .toList();

        assertThat(production.ofKind("Certificate"))
                .isNotEmpty()
                .allSatisfy(certificate -> assertThat(production.find(
                                "Issuer", certificate.at("/spec/issuerRef/name").asText()))
                        .isPresent());
        assertThat(production.ofKind("Issuer"))
                .filteredOn(issuer -> issuer.at("/spec").has("ca"))
                .isNotEmpty()
                .allSatisfy(issuer -> assertThat(secrets)
                        .contains(issuer.at("/spec/ca/secretName").asText()));
    }

    /** The keys of a volume: files that a container finds where it is mounted. */
    private static Set<String> keys(Workload workload, String volume) {
        var source = each(workload.pod().path("volumes"))
                .filter(candidate -> candidate.path("name").asText().equals(volume))
                .findFirst()
                .orElseThrow();
        var items = source.findValues("path").stream().map(JsonNode::asText).collect(Collectors.toSet());
        if (!items.isEmpty()) {
            return items;
        }
        return switch (source.at("/secret/secretName").asText()) {
            case "issuer" -> Set.of("public-key.pem");
            case "receipt-keyset" -> Set.of("keyset.json");
            default ->
                labels(workload.manifests()
                                .object(
                                        "ConfigMap",
                                        source.at("/configMap/name").asText())
                                .path("data"))
                        .keySet();
        };
    }

    /** The ports of a Service that is rendered, or that an operator makes for what is rendered. */
    private static Set<Integer> ports(Manifests manifests, String host) {
        var service = manifests.find("Service", host);
        if (service.isPresent()) {
            return each(service.get().at("/spec/ports"))
                    .map(port -> port.path("port").asInt())
                    .collect(Collectors.toSet());
        }
        if (host.endsWith("-rw")
                && manifests.find("Cluster", host.replaceFirst("-rw$", "")).isPresent()) {
            return Set.of(5432);
        }
        return manifests
                .find("Kafka", host.replaceFirst("-kafka-bootstrap$", ""))
                .map(kafka -> each(kafka.at("/spec/kafka/listeners"))
                        .map(listener -> listener.path("port").asInt())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }
}
