package io.houdao.endtoend.k8s;

import static io.houdao.endtoend.k8s.Manifests.each;
import static io.houdao.endtoend.k8s.Manifests.labels;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Something that runs: its pods, and what their containers are told. */
public record Workload(Manifests manifests, JsonNode object) {

    String kind() {
        return object.path("kind").asText();
    }

    public String name() {
        return Manifests.name(object);
    }

    boolean isJob() {
        return kind().equals("Job");
    }

    public JsonNode pod() {
        return object.at("/spec/template/spec");
    }

    Map<String, String> podLabels() {
        return labels(object.at("/spec/template/metadata/labels"));
    }

    List<JsonNode> containers() {
        return Stream.concat(each(pod().path("initContainers")), each(pod().path("containers")))
                .toList();
    }

    /** Plain values by name, from the containers' own variables and from ConfigMaps; no Secrets. */
    public Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        for (var container : containers()) {
            each(container.path("envFrom"))
                    .map(source -> source.at("/configMapRef/name").asText())
                    .map(name -> manifests.object("ConfigMap", name).path("data"))
                    .forEach(data -> settings.putAll(labels(data)));
            each(container.path("env"))
                    .filter(variable -> variable.has("value"))
                    .forEach(variable -> settings.put(
                            variable.path("name").asText(),
                            variable.path("value").asText()));
        }
        return settings;
    }

    /** Every Secret and key that a container reads, as {@code name/key}; {@code name/*} where a whole Secret is mounted. */
    Set<String> secrets() {
        var secrets = new HashSet<String>();
        object.findValues("secretKeyRef")
                .forEach(reference -> secrets.add(reference.path("name").asText() + "/"
                        + reference.path("key").asText()));
        for (var volume : pod().path("volumes")) {
            var name = volume.at("/secret/secretName").asText();
            if (!name.isEmpty()) {
                var items = each(volume.at("/secret/items"))
                        .map(item -> name + "/" + item.path("key").asText())
                        .toList();
                secrets.addAll(items.isEmpty() ? List.of(name + "/*") : items);
            }
        }
        return secrets;
    }

    @Override
    public String toString() {
        return manifests + " " + kind() + " " + name();
    }
}
