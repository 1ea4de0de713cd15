package io.houdao.benchmark.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.houdao.benchmark.learn.RestraintSimulation.SceneRun;
import io.houdao.feedback.learning.FeatureSet;
import io.houdao.feedback.learning.FtrlParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** In "tv" the videos are skipped from hardly ever to mostly; in "band" all alike, and rarely. */
class RestraintSimulationTest {

    private static final FeatureSet FEATURES = FeatureSet.parse("video*scene", 16);

    private final SplittableRandom random = new SplittableRandom(4);

    @Test
    void aSceneComesDownToWhatItAcceptsByGivingUpWhatAnnoys() {
        var tv = run(0.9).get("tv");

        assertThat(tv.tally().load()).isLessThan(0.95);
        assertThat(tv.tally().skipShare()).isCloseTo(tv.price().acceptedShare(), within(0.01));
        assertThat(tv.tally().skipsAvoided()).isGreaterThan(1 - tv.tally().load());
        assertThat(tv.tally().satisfiedKept()).isGreaterThan(tv.tally().load());
        assertThat(tv.tally().priceSwing()).isLessThan(1);
    }

    @Test
    void theServicesOwnRuleBringsASceneDownToWhatItAcceptsToo() {
        var exposures = exposures();
        var accepted = AcceptedSkips.byScene(0.9, exposures);

        var tallyByScene = new ServiceSimulation(accepted, 200, 100).run(exposures);

        var tv = tallyByScene.get("tv");
        assertThat(tv.load()).isLessThan(0.95);
        assertThat(tv.skipShare()).isCloseTo(accepted.get("tv"), within(0.02));
        assertThat(tv.skipsAvoided()).isGreaterThan(1 - tv.load());
        assertThat(tv.satisfiedKept()).isGreaterThan(tv.load());
        assertThat(tv.priceSwing()).isLessThan(1);
    }

    @Test
    void aSceneWellBelowWhatItAcceptsIsHardlyTouched() {
        var runs = run(1.3);

        assertThat(runs.get("tv").tally().load()).isGreaterThan(0.97);
        assertThat(runs.get("band").tally().load()).isGreaterThan(0.97);
    }

    private List<Exposure> exposures() {
        var exposures = new ArrayList<Exposure>();
        for (var i = 0; i < 40_000; i++) {
            exposures.add(exposure("p" + i, i >= 10_000, random.nextBoolean() ? "tv" : "band"));
        }
        return exposures;
    }

    private Map<String, SceneRun> run(double acceptedPart) {
        var exposures = exposures();
        var parameters = FtrlParameters.common().withBits(16);
        return new RestraintSimulation(AcceptedSkips.byScene(acceptedPart, exposures), parameters).run(exposures);
    }

    private Exposure exposure(String person, boolean judged, String scene) {
        var video = random.nextInt(20);
        var skipped = random.nextDouble() < (scene.equals("tv") ? 0.03 * video : 0.15);
        var satisfied = !skipped && random.nextDouble() < 0.5;
        var slots = FEATURES.slots(List.of("v" + video, scene));
        return new Exposure(judged, person, "v" + video, scene, slots, false, skipped, satisfied, false);
    }
}
