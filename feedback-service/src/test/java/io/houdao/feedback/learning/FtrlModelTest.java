package io.houdao.feedback.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FtrlModelTest {

    private static final int[] ONE = {1};

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new FtrlParameters(0, 1, 1, 1, 0.5, 22)).hasMessageContaining("alpha");
        assertThatThrownBy(() -> FtrlParameters.rare(0)).hasMessageContaining("priorShare");
        assertThatThrownBy(() -> FtrlParameters.common().withBits(0)).hasMessageContaining("bits");
    }

    @Test
    void nothingLearntPredictsThePriorShare() {
        var model = new FtrlModel(FtrlParameters.rare(0.003).withBits(4));

        assertThat(model.predict(ONE)).isCloseTo(0.003, within(1e-12));
    }

    @Test
    void theFirstPositiveMovesTheWeightToAThird() {
        var model = new FtrlModel(new FtrlParameters(1, 1, 0, 0, 0.5, 4));

        var before = model.learn(ONE, true);

        assertThat(before).isEqualTo(0.5);
        assertThat(model.predict(ONE)).isCloseTo(1 / (1 + Math.exp(-1.0 / 3)), within(1e-15));
    }

    @Test
    void aWeightStaysZeroUntilTheEvidenceExceedsL1() {
        var model = new FtrlModel(new FtrlParameters(0.1, 1, 1, 1, 0.5, 4));

        model.learn(ONE, true);
        model.learn(ONE, true);
        assertThat(model.nonZeroWeights()).isZero();

        model.learn(ONE, true);
        assertThat(model.nonZeroWeights()).isEqualTo(1);
        assertThat(model.predict(ONE)).isGreaterThan(0.5);
    }

    @Test
    void predictingChangesNothing() {
        var model = new FtrlModel(FtrlParameters.common().withBits(4));
        model.learn(ONE, true);

        var first = model.predict(ONE);

        assertThat(model.predict(ONE)).isEqualTo(first);
    }

    @Test
    void agreesWithASlowReferenceOnRandomShowings() {
        var random = new SplittableRandom(7);
        var parameters = new FtrlParameters(0.1, 1, 0.3, 1, 0.2, 12);
        var model = new FtrlModel(parameters);
        var reference = new Reference(parameters);

        for (var i = 0; i < 5_000; i++) {
            var slots = random.ints(80, 0, 300).distinct().toArray();
            var happened = random.nextDouble() < (slots[0] < 100 ? 0.6 : 0.1);
            assertThat(model.learn(slots, happened)).isCloseTo(reference.learn(slots, happened), within(1e-9));
        }
        assertThat(model.nonZeroWeights()).isEqualTo(reference.nonZeroWeights());
    }

    @Test
    void recoversNearlyAllThatCanBeKnown() {
        assertLearns(new TrueResponses(1, -1), FtrlParameters.common(), 0.95);
    }

    /** Of 300,000 showings it sees about 4,700 positives, for 400 weights that matter. */
    @Test
    void recoversMostOfWhatCanBeKnownOfSomethingSeldom() {
        assertLearns(new TrueResponses(2, -4.5), FtrlParameters.rare(0.015), 0.65);
    }

    private static void assertLearns(TrueResponses world, FtrlParameters parameters, double leastPart) {
        var model = new FtrlModel(parameters.withBits(18));
        for (var i = 0; i < 300_000; i++) {
            var showing = world.next();
            model.learn(showing.slots(), showing.happened());
        }

        var learnt = new PredictionQuality();
        var truth = new PredictionQuality();
        for (var i = 0; i < 100_000; i++) {
            var showing = world.next();
            learnt.add(model.learn(showing.slots(), showing.happened()), showing.happened());
            truth.add(showing.probability(), showing.happened());
        }

        var ignorance = entropy((double) truth.positives() / truth.size());
        assertThat((ignorance - learnt.logLoss()) / (ignorance - truth.logLoss()))
                .isBetween(leastPart, 1.01);
        assertThat((learnt.auc() - 0.5) / (truth.auc() - 0.5)).isBetween(leastPart, 1.01);
        assertThat(learnt.calibration()).isBetween(0.97, 1.03);
    }

    /** The log loss of whoever knows nothing but the share of positives. */
    private static double entropy(double share) {
        return -share * Math.log(share) - (1 - share) * Math.log(1 - share);
    }

    /** Algorithm 1 as printed, with a map for a memory and no shortcut. */
    private static final class Reference {

        private final FtrlParameters parameters;
        private final Map<Integer, Double> z = new HashMap<>();
        private final Map<Integer, Double> n = new HashMap<>();

        Reference(FtrlParameters parameters) {
            this.parameters = parameters;
        }

        double learn(int[] slots, boolean happened) {
            var w = new HashMap<Integer, Double>();
            for (var i : slots) {
                w.put(i, weight(i));
            }
            var odds = parameters.priorShare() / (1 - parameters.priorShare());
            for (var i : slots) {
                odds *= Math.exp(w.get(i));
            }
            var p = odds / (1 + odds);
            for (var i : slots) {
                var g = p - (happened ? 1 : 0);
                var before = n.getOrDefault(i, 0.0);
                var sigma = 1 / parameters.alpha() * (Math.sqrt(before + g * g) - Math.sqrt(before));
                z.merge(i, g - sigma * w.get(i), Double::sum);
                n.merge(i, g * g, Double::sum);
            }
            return p;
        }

        private double weight(int i) {
            var zi = z.getOrDefault(i, 0.0);
            if (Math.abs(zi) <= parameters.l1()) {
                return 0;
            }
            var scale = (parameters.beta() + Math.sqrt(n.getOrDefault(i, 0.0))) / parameters.alpha() + parameters.l2();
            return -1 / scale * (zi - Math.signum(zi) * parameters.l1());
        }

        int nonZeroWeights() {
            return (int) z.keySet().stream().filter(i -> weight(i) != 0).count();
        }
    }
}
