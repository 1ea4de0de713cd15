package io.houdao.endtoend.k8s;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every object has only keys that its kind knows, with values of the right type. The API server drops what it does not
 * know without a word: a typo would be a setting that is not there.
 */
class ManifestSchemaTest {

    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            entry("v1/ConfigMap", ConfigMap.class),
            entry("v1/Namespace", Namespace.class),
            entry("v1/Service", Service.class),
            entry("v1/ServiceAccount", ServiceAccount.class),
            entry("apps/v1/Deployment", Deployment.class),
            entry("apps/v1/StatefulSet", StatefulSet.class),
            entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            entry("batch/v1/Job", Job.class),
            entry("gateway.networking.k8s.io/v1/Gateway", Gateway.class),
            entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
            entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            entry("rbac.authorization.k8s.io/v1/Role", Role.class),
            entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class),
            entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
            entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
            entry("kafka.strimzi.io/v1beta2/Kafka", Kafka.class),
            entry("kafka.strimzi.io/v1beta2/KafkaNodePool", KafkaNodePool.class),
            entry("kafka.strimzi.io/v1beta2/KafkaTopic", KafkaTopic.class),
            entry("kafka.strimzi.io/v1beta2/KafkaUser", KafkaUser.class));

    private static final ObjectMapper STRICT = strict();

    static Stream<JsonNode> objects() {
        return Stream.of(Manifests.BASE, Manifests.LOCAL, Manifests.LOAD, Manifests.PRODUCTION)
                .map(Manifests::of)
                .flatMap(manifests -> manifests.all().stream());
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("objects")
    void everyKeyIsKnown(JsonNode object) {
        var kind =
                object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        var name = kind + " " + Manifests.name(object);

        if (kind.startsWith("postgresql.cnpg.io/") || kind.startsWith("cert-manager.io/")) {
            assertThat(unknown(object, Shapes.of(object.path("kind").asText()), ""))
                    .as(name)
                    .isEmpty();
        } else {
            assertThat(KINDS).as("a schema is known").containsKey(kind);
            assertThatCode(() -> STRICT.treeToValue(object, KINDS.get(kind)))
                    .as(name)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aTypoIsFound() throws IOException {
        var typo = STRICT.readTree("{'spec':{'template':{'spec':{'contaners':[]}}}}".replace('\'', '"'));
        var wrongType = STRICT.readTree("{'spec':{'replicas':'2'}}".replace('\'', '"'));
        var number = STRICT.readTree("{'data':{'PORT':8080}}".replace('\'', '"'));

        assertThatCode(() -> STRICT.treeToValue(typo, Deployment.class)).hasMessageContaining("contaners");
        assertThatCode(() -> STRICT.treeToValue(wrongType, Deployment.class)).hasMessageContaining("coerce");
        assertThatCode(() -> STRICT.treeToValue(number, ConfigMap.class)).hasMessageContaining("coerce");
        assertThat(unknown(STRICT.readTree("{'spec':{'instanzes':3}}".replace('\'', '"')), Shapes.of("Cluster"), ""))
                .containsExactly("/spec/instanzes");
    }

    /* The models keep what they do not know in a map, to write it back. Here that map is taken away. */
    private static ObjectMapper strict() {
        var mapper = JsonMapper.builder()
                .annotationIntrospector(new JacksonAnnotationIntrospector() {
                    @Override
                    public Boolean hasAnySetter(Annotated annotated) {
                        return false;
                    }
                })
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        for (var shape : List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        return mapper;
    }

    /** The keys of {@code value} that {@code shape} does not have; where the shape is {@code *}, all keys are welcome. */
    private static List<String> unknown(JsonNode value, JsonNode shape, String path) {
        var unknown = new ArrayList<String>();
        if (shape.isTextual()) {
            return unknown;
        }
        for (var field : value.properties()) {
            var known = Optional.ofNullable(shape.get(field.getKey()));
            var below = path + "/" + field.getKey();
            known.ifPresentOrElse(
                    next -> unknown.addAll(unknown(field.getValue(), next, below)), () -> unknown.add(below));
        }
        return unknown;
    }
}
