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
    void aSceneWellBelowWhatItAcceptsIsHardlyTouched() {
        var runs = run(1.3);

        assertThat(runs.get("tv").tally().load()).isGreaterThan(0.97);
        assertThat(runs.get("band").tally().load()).isGreaterThan(0.97);
    }

    private Map<String, SceneRun> run(double acceptedPart) {
        var exposures = new ArrayList<Exposure>();
        for (var i = 0; i < 40_000; i++) {
            exposures.add(exposure(i >= 10_000, random.nextBoolean() ? "tv" : "band"));
        }
        var parameters = FtrlParameters.common().withBits(16);
        return new RestraintSimulation(acceptedPart, parameters).run(exposures);
    }

    private Exposure exposure(boolean judged, String scene) {
        var video = random.nextInt(20);
        var skipped = random.nextDouble() < (scene.equals("tv") ? 0.03 * video : 0.15);
        var satisfied = !skipped && random.nextDouble() < 0.5;
        return new Exposure(judged, scene, FEATURES.slots(List.of("v" + video, scene)), false, skipped, satisfied);
    }
}
