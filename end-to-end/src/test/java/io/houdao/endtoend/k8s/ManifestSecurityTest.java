package io.houdao.endtoend.k8s;

import static io.houdao.endtoend.k8s.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pod meets the "restricted" level of the Pod Security Standards, and our own rules, which go further. */
class ManifestSecurityTest {

    /** The volume types that the restricted level knows, as far as they hold no data of the node. */
    private static final Set<String> VOLUMES =
            Set.of("configMap", "emptyDir", "persistentVolumeClaim", "projected", "secret");

    static final List<String> SERVICES = Manifests.SERVICES;

    private static final Set<String> TALK_TO_THE_CLUSTER = Set.of("make-secrets");

    static Stream<Workload> workloads() {
        return Stream.of(Manifests.LOCAL, Manifests.LOAD, Manifests.PRODUCTION)
                .map(Manifests::of)
                .flatMap(manifests -> manifests.workloads().stream());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void aPodSharesNothingWithItsNode(Workload workload) {
        var pod = workload.pod();

        assertThat(List.of("hostNetwork", "hostPID", "hostIPC", "hostUsers"))
                .allSatisfy(field ->
                        assertThat(pod.path(field).asBoolean()).as(field).isFalse());
        assertThat(each(pod.path("volumes")).flatMap(ManifestSecurityTest::types))
                .isSubsetOf(VOLUMES);
        assertThat(each(pod.path("volumes")).filter(volume -> volume.has("emptyDir")))
                .allSatisfy(volume ->
                        assertThat(volume.at("/emptyDir/sizeLimit").asText()).isNotEmpty());
        for (var container : workload.containers()) {
            assertThat(each(container.path("ports")).filter(port -> port.has("hostPort")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void aPodRunsAsNobodyInParticular(Workload workload) {
        var security = workload.pod().path("securityContext");

        assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(security.path("runAsUser").asInt()).isPositive();
        assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(workload.pod().path("automountServiceAccountToken").asBoolean(true))
                .isEqualTo(TALK_TO_THE_CLUSTER.contains(workload.name()));
        assertThat(workload.pod().path("enableServiceLinks").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void aContainerCanChangeNothingButItsVolumes(Workload workload) {
        assertThat(workload.containers()).isNotEmpty().allSatisfy(container -> {
            var security = container.path("securityContext");
            assertThat(security.path("privileged").asBoolean()).isFalse();
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(security.at("/capabilities/add").isMissingNode()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void aContainerSaysWhatItNeedsAndNeverGetsMore(Workload workload) {
        assertThat(workload.containers()).allSatisfy(container -> {
            for (var resource : List.of("cpu", "memory", "ephemeral-storage")) {
                assertThat(container.at("/resources/requests/" + resource).asText())
                        .as("requests " + resource)
                        .isNotEmpty();
                assertThat(container.at("/resources/limits/" + resource).asText())
                        .as("limits " + resource)
                        .isNotEmpty();
            }
            assertThat(container.at("/resources/limits/memory")).isEqualTo(container.at("/resources/requests/memory"));
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void whatGoesOnRunningIsProbed(Workload workload) {
        if (!workload.isJob()) {
            assertThat(workload.containers())
                    .allSatisfy(container -> assertThat(List.of("startupProbe", "readinessProbe", "livenessProbe"))
                            .allMatch(container::has));
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void anImageHasATagThatStays(Workload workload) {
        assertThat(workload.containers())
                .extracting(container -> container.path("image").asText())
                .allMatch(image -> image.matches(".+:[^:/]*[0-9][^:/]*|.+@sha256:[0-9a-f]{64}"))
                .noneMatch(image -> image.endsWith(":latest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.LOCAL, Manifests.PRODUCTION})
    void noSecretIsWrittenDown(String folder) {
        var manifests = Manifests.of(folder);

        assertThat(manifests.ofKind("Secret")).isEmpty();
        assertThat(manifests.workloads())
                .allSatisfy(workload -> assertThat(workload.settings().keySet())
                        .noneMatch(name -> name.matches(".*(PASSWORD|TOKEN|SECRET|PRIVATE_KEY)$")));
        assertThat(manifests.all().toString()).doesNotContain("PRIVATE KEY-----\\n");
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void anImageCanBePinnedByItsDigest(String service) throws IOException {
        var digest = "sha256:" + "0123456789abcdef".repeat(4);
        var folder = Files.createDirectories(Manifests.ROOT.resolve("end-to-end/target/pinned/" + service));
        Files.writeString(folder.resolve("kustomization.yaml"), """
                resources: [../../../../k8s/base]
                images: [{name: houdao/%s, newName: registry.example.com/%s, digest: '%s'}]
                """.formatted(service, service, digest));

        var deployment = Manifests.of("../end-to-end/target/pinned/" + service).object("Deployment", service);

        assertThat(deployment.at("/spec/template/spec/containers/0/image").asText())
                .isEqualTo("registry.example.com/" + service + "@" + digest);
    }

    @Test
    void inProductionADatabaseAsksWhoComesAndBelievesItsOwnAuthorityAlone() {
        var production = Manifests.of(Manifests.PRODUCTION);

        assertThat(production.ofKind("Cluster")).hasSameSizeAs(SERVICES).allSatisfy(cluster -> {
            var name = Manifests.name(cluster);
            var user = cluster.at("/spec/bootstrap/initdb/owner").asText();
            assertThat(each(cluster.at("/spec/postgresql/pg_hba")).map(JsonNode::asText))
                    .containsExactly("hostssl %s %s all scram-sha-256 clientcert=verify-full".formatted(user, user));
            assertThat(cluster.at("/spec/certificates/clientCASecret").asText()).isEqualTo(name + "-clients-ca");
            assertThat(cluster.at("/spec/certificates/replicationTLSSecret").asText())
                    .isEqualTo(name + "-replication");
            Map.of("-client", user, "-replication", "streaming_replica").forEach((suffix, subject) -> {
                var certificate =
                        production.object("Certificate", name + suffix).path("spec");
                assertThat(certificate.path("secretName").asText()).isEqualTo(name + suffix);
                assertThat(certificate.path("commonName").asText()).isEqualTo(subject);
                assertThat(certificate.at("/issuerRef/name").asText()).isEqualTo(name + "-clients");
            });
        });
    }

    @Test
    void noDatabaseLogsTheRowsThatItRefuses() {
        assertThat(Manifests.of(Manifests.PRODUCTION).ofKind("Cluster"))
                .hasSameSizeAs(SERVICES)
                .allSatisfy(cluster -> assertThat(cluster.at("/spec/postgresql/parameters/log_error_verbosity")
                                .asText())
                        .isEqualTo("terse"));
        assertThat(Manifests.of(Manifests.LOCAL).workloads())
                .filteredOn(workload -> workload.name().endsWith("-database"))
                .hasSameSizeAs(SERVICES)
                .allSatisfy(workload -> assertThat(workload.containers())
                        .allSatisfy(container -> assertThat(
                                        each(container.path("args")).map(JsonNode::asText))
                                .containsExactly("-c", "log_error_verbosity=terse")));
    }

    @Test
    void inProductionTheServingStoreSpeaksTlsOnlyAndAsksWhoComes() {
        var production = Manifests.of(Manifests.PRODUCTION);
        var store = production.object("StatefulSet", "valkey").at("/spec/template/spec/containers/0/args");
        var arguments = each(store).map(JsonNode::asText).toList();
        var settings = production.workloads().stream()
                .filter(workload -> workload.name().equals("placement-service"))
                .findFirst()
                .orElseThrow()
                .settings();

        assertThat(arguments)
                .containsSequence("--port", "0")
                .containsSequence("--tls-port", "6379")
                .containsSequence("--tls-auth-clients", "yes");
        assertThat(settings.get("HOUDAO_SERVING_STORE_URL")).isEqualTo("rediss://valkey:6379");
        assertThat(settings)
                .containsKeys(
                        "HOUDAO_SERVING_STORE_CA_FILE",
                        "HOUDAO_SERVING_STORE_CERTIFICATE_FILE",
                        "HOUDAO_SERVING_STORE_KEY_FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.LOCAL, Manifests.PRODUCTION})
    void theNamespaceEnforcesIt(String folder) {
        var namespace = Manifests.of(folder).object("Namespace", "houdao");

        assertThat(namespace
                        .path("metadata")
                        .path("labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText())
                .isEqualTo("restricted");
    }

    private static Stream<String> types(JsonNode volume) {
        return volume.properties().stream().map(Map.Entry::getKey).filter(key -> !key.equals("name"));
    }
}
