package io.houdao.endtoend.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** How often what happened, by scene and kind of event. */
final class SceneCounts {

    /** Kinds of event, by the name under which feedback-service reports their number. */
    static final Map<String, String> FIELD_BY_KIND = new TreeMap<>(Map.of(
            "offered", "offered",
            "impression", "impressions",
            "click", "clicks",
            "close", "closes",
            "hide", "hides",
            "useful", "useful"));

    private final Map<String, Map<String, Long>> countByKindByScene = new TreeMap<>();

    /** The counts that feedback-service reports, of scenes that we replay into. */
    static SceneCounts reported(Iterable<JsonNode> closeRates) {
        var counts = new SceneCounts();
        for (var rate : closeRates) {
            var scene = rate.path("scene").asText();
            if (scene.startsWith("personal/tab-")) {
                FIELD_BY_KIND.forEach((kind, field) ->
                        counts.add(scene, kind, rate.path(field).asLong()));
            }
        }
        return counts;
    }

    void add(String scene, String kind, long number) {
        if (number != 0) {
            countByKindByScene.computeIfAbsent(scene, key -> new TreeMap<>()).merge(kind, number, Long::sum);
        }
    }

    long of(String scene, String kind) {
        return countByKindByScene.getOrDefault(scene, Map.of()).getOrDefault(kind, 0L);
    }

    SceneCounts plus(SceneCounts other) {
        var sum = new SceneCounts();
        addTo(sum);
        other.addTo(sum);
        return sum;
    }

    private void addTo(SceneCounts sum) {
        countByKindByScene.forEach(
                (scene, countByKind) -> countByKind.forEach((kind, number) -> sum.add(scene, kind, number)));
    }

    /** What is counted differently, one line each, such as {@code personal/tab-1 close: 40, feedback-service says 39}. */
    String differencesTo(SceneCounts reported) {
        var lines = new StringBuilder();
        plus(reported)
                .countByKindByScene
                .forEach((scene, kinds) -> kinds.keySet().forEach(kind -> {
                    if (of(scene, kind) != reported.of(scene, kind)) {
                        lines.append("%s %s: %d, feedback-service says %d%n"
                                .formatted(scene, kind, of(scene, kind), reported.of(scene, kind)));
                    }
                }));
        return lines.toString();
    }
}
