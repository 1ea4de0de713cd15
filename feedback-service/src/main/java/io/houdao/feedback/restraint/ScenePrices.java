package io.houdao.feedback.restraint;

import io.houdao.contracts.Scene;
import io.houdao.feedback.Sentence;
import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Interval;
import io.houdao.feedback.experience.PendingExperience;
import io.houdao.feedback.restraint.Acts.Change;
import io.houdao.feedback.restraint.SceneRestraint.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Moves the price of harm, scene by scene. Every method works in the running transaction. */
@ApplicationScoped
class ScenePrices {

    /** How many of the cells that weigh most an act names. */
    private static final int NAMED = 3;

    private final Scenes scenes;
    private final PendingExperience pending;
    private final Controls controls;
    private final Acts acts;
    private final PricePolicy policy;

    ScenePrices(Scenes scenes, PendingExperience pending, Controls controls, Acts acts, RestraintSettings settings) {
        this.scenes = scenes;
        this.pending = pending;
        this.controls = controls;
        this.acts = acts;
        this.policy = settings.pricePolicy();
    }

    /** Closes a window in which {@code counts} came in; scenes that are not among them saw nothing. */
    void close(Map<Cell, Counts> counts, Instant now) {
        var byScene = counts.entrySet().stream()
                .collect(Collectors.groupingBy(entry -> entry.getKey().scene()));
        byScene.keySet().forEach(scene -> scenes.get(scene, now));
        for (var scene : scenes.listAll()) {
            close(scene, byScene.getOrDefault(scene.scene(), List.of()), now);
        }
    }

    private void close(SceneRestraint scene, List<Map.Entry<Cell, Counts>> cells, Instant now) {
        var total = cells.stream().map(Map.Entry::getValue).reduce(Counts.NONE, Counts::plus);
        var before = scene.terms();
        var evidence = scene.evidence(total.impressions(), total.negatives());
        if (scene.close(total.impressions(), total.negatives(), policy, now)) {
            var reason = reason(scene, total, evidence, before);
            controls.set(scene.control(reason.en()));
            var kind =
                    scene.terms().priceMicros() > before.priceMicros() ? ActKind.PRICE_RAISED : ActKind.PRICE_LOWERED;
            acts.record(
                    kind,
                    scene.scene(),
                    new Change(before, scene.terms(), reason, describe(evidence, cells), Act.RESTRAINT),
                    creatives(cells));
        }
    }

    /* A price that falls although nothing came in has faded. */
    private static Sentence reason(SceneRestraint scene, Counts window, SceneEvidence evidence, Terms before) {
        var after = scene.terms();
        if (after.priceMicros() > before.priceMicros()) {
            return Wording.raised(scene.scene(), evidence, before, after);
        }
        return window.impressions() == 0 && window.negatives() == 0
                ? Wording.faded(scene.scene(), before, after)
                : Wording.lowered(scene.scene(), evidence, before, after);
    }

    private static List<UUID> creatives(List<Map.Entry<Cell, Counts>> cells) {
        return cells.stream()
                .map(cell -> cell.getKey().creativeId().value())
                .distinct()
                .toList();
    }

    private static Map<String, Object> describe(SceneEvidence evidence, List<Map.Entry<Cell, Counts>> cells) {
        var described = new LinkedHashMap<String, Object>();
        described.put("served", evidence.served());
        described.put("negatives", evidence.negatives());
        described.put("acceptedShare", evidence.acceptedShare());
        described.put("excess", evidence.excess());
        var trials = Math.max(0, Math.max(evidence.served(), evidence.negatives()));
        var interval = Interval.of(Math.max(0, evidence.negatives()), trials);
        described.put("low", interval.low());
        described.put("high", interval.high());
        described.put(
                "most",
                cells.stream()
                        .sorted(Comparator.comparingLong((Map.Entry<Cell, Counts> cell) ->
                                        cell.getValue().negatives())
                                .reversed())
                        .limit(NAMED)
                        .map(ScenePrices::describe)
                        .toList());
        return described;
    }

    private static Map<String, Object> describe(Map.Entry<Cell, Counts> cell) {
        return Map.of(
                "slotId", cell.getKey().slotId(),
                "creativeId", cell.getKey().creativeId(),
                "impressions", cell.getValue().impressions(),
                "negatives", cell.getValue().negatives());
    }

    /** Sets what {@code scene} accepts, for {@code operator}; its highest price stays where it is absent. */
    void accept(Scene scene, double share, @Nullable Long maxPriceMicros, String operator, Instant now) {
        var restraint = scenes.get(scene, now);
        var before = restraint.terms();
        restraint.accept(share, maxPriceMicros == null ? before.maxPriceMicros() : maxPriceMicros, now);
        if (!restraint.terms().equals(before)) {
            var reason = Wording.termsSet(scene, before, restraint.terms(), operator);
            controls.set(restraint.control(reason.en()));
            acts.record(
                    ActKind.TERMS_SET,
                    scene,
                    new Change(before, restraint.terms(), reason, Map.of(), operator),
                    List.of());
        }
    }

    /** Goes back to {@code terms} for {@code reason}, and says what held until now. What was counted by now is void. */
    Terms restore(Scene scene, Terms terms, Sentence reason, Instant now) {
        var restraint = scenes.get(scene, now);
        var before = restraint.terms();
        var counted = pending.of(scene);
        restraint.restore(terms, counted.impressions(), counted.negatives(), now);
        controls.set(restraint.control(reason.en()));
        return before;
    }
}
