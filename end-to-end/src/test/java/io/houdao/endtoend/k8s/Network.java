package io.houdao.endtoend.k8s;

import static io.houdao.endtoend.k8s.Manifests.each;
import static io.houdao.endtoend.k8s.Manifests.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * NetworkPolicies as a cluster reads them: a pod that a policy selects may do in the policy's direction what one of them
 * allows; both ends of a connection must allow it. Address blocks stand for what is outside the cluster.
 */
final class Network {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> policies;

    private Network(List<JsonNode> policies) {
        this.policies = policies;
    }

    /** The policies that {@code manifests} render, and those that Strimzi makes of a listener's peers. */
    static Network of(Manifests manifests) {
        var policies = new ArrayList<>(manifests.ofKind("NetworkPolicy"));
        for (var kafka : manifests.ofKind("Kafka")) {
            each(kafka.at("/spec/kafka/listeners")).forEach(listener -> policies.add(ofListener(listener)));
        }
        return new Network(policies);
    }

    private static JsonNode ofListener(JsonNode listener) {
        var policy = JSON.createObjectNode();
        var spec = policy.putObject("spec");
        spec.putObject("podSelector").putObject("matchLabels").put("app.kubernetes.io/name", "kafka");
        spec.putArray("policyTypes").add("Ingress");
        var rule = spec.putArray("ingress").addObject();
        rule.set("from", listener.path("networkPolicyPeers"));
        rule.putArray("ports").addObject().set("port", listener.path("port"));
        return policy;
    }

    boolean allows(Peer from, Peer to, int port) {
        return allows(from, "Egress", "egress", "to", to, port) && allows(to, "Ingress", "ingress", "from", from, port);
    }

    private boolean allows(Peer self, String type, String rules, String peers, Peer other, int port) {
        if (self.isOutside()) {
            return true;
        }
        var concerning = policies.stream()
                .map(policy -> policy.path("spec"))
                .filter(spec -> each(spec.path("policyTypes"))
                        .anyMatch(item -> item.asText().equals(type)))
                .filter(spec -> selects(spec.path("podSelector"), self.labels()))
                .toList();
        return concerning.isEmpty()
                || concerning.stream()
                        .flatMap(spec -> each(spec.path(rules)))
                        .anyMatch(rule -> hasPort(rule, port) && hasPeer(rule.path(peers), other));
    }

    private static boolean hasPort(JsonNode rule, int port) {
        return !rule.has("ports")
                || each(rule.path("ports")).anyMatch(item -> item.path("port").asInt() == port);
    }

    /* A rule without peers is for everyone; ours without them are for what is outside, such as the Kubernetes API. */
    private static boolean hasPeer(JsonNode peers, Peer other) {
        return peers.isMissingNode() || each(peers).anyMatch(peer -> isMeant(peer, other));
    }

    private static boolean isMeant(JsonNode peer, Peer other) {
        if (peer.has("ipBlock")) {
            return false;
        }
        if (peer.has("namespaceSelector")) {
            return other.isOutside()
                    && selects(peer.path("namespaceSelector"), other.namespaceLabels())
                    && !peer.has("podSelector");
        }
        return !other.isOutside() && selects(peer.path("podSelector"), other.labels());
    }

    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        return labels(selector.path("matchLabels")).entrySet().stream()
                        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())))
                && each(selector.path("matchExpressions")).allMatch(expression -> isIn(expression, labels));
    }

    private static boolean isIn(JsonNode expression, Map<String, String> labels) {
        if (!expression.path("operator").asText().equals("In")) {
            throw new IllegalArgumentException("only In is understood here: " + expression);
        }
        var value = labels.get(expression.path("key").asText());
        return each(expression.path("values"))
                .anyMatch(allowed -> allowed.asText().equals(value));
    }

    /** A pod of the suite by its labels, or whoever is in another namespace by that namespace's labels. */
    record Peer(String name, Map<String, String> labels, Map<String, String> namespaceLabels) {

        static Peer pod(String name, Map<String, String> further) {
            var labels = new HashMap<>(further);
            labels.put("app.kubernetes.io/name", name);
            return new Peer(name, labels, Map.of());
        }

        static Peer outside(String role) {
            return new Peer(role, Map.of(), Map.of("houdao.io/role", role));
        }

        boolean isOutside() {
            return !namespaceLabels.isEmpty();
        }
    }
}
