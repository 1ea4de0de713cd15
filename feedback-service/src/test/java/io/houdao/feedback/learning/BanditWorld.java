package io.houdao.feedback.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A world in which any policy's value is known: two kinds of viewer, four ads, a reward of 1 or 0. The logging policy shows
 * ad a with probability (4 − a) / 10; the candidate prefers what each kind of viewer likes.
 */
final class BanditWorld {

    static final double[][] REWARD = {{0.10, 0.05, 0.02, 0.20}, {0.05, 0.10, 0.30, 0.02}};
    private static final double[] LOGGING = {0.4, 0.3, 0.2, 0.1};
    static final double[][] CANDIDATE = {{0.2, 0.2, 0.1, 0.5}, {0.1, 0.2, 0.6, 0.1}};

    private final SplittableRandom random;

    BanditWorld(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** What the candidate earns a choice: 0.192. */
    static double candidateValue() {
        return (expected(REWARD, 0) + expected(REWARD, 1)) / 2;
    }

    /** What the candidate earns from one kind of viewer if {@code reward} were true. */
    static double expected(double[][] reward, int viewer) {
        var value = 0.0;
        for (var ad = 0; ad < LOGGING.length; ad++) {
            value += CANDIDATE[viewer][ad] * reward[viewer][ad];
        }
        return value;
    }

    List<LoggedAction> log(int choices) {
        return log(choices, 1, new double[2][4]);
    }

    /**
     * @param propensityError factor by which the logged propensities are wrong
     * @param model what is believed of the reward
     */
    List<LoggedAction> log(int choices, double propensityError, double[][] model) {
        var log = new ArrayList<LoggedAction>();
        for (var i = 0; i < choices; i++) {
            var viewer = random.nextInt(2);
            var ad = draw();
            var reward = random.nextDouble() < REWARD[viewer][ad] ? 1 : 0;
            log.add(new LoggedAction(
                    reward,
                    LOGGING[ad] * propensityError,
                    CANDIDATE[viewer][ad],
                    expected(model, viewer),
                    model[viewer][ad]));
        }
        return log;
    }

    private int draw() {
        var left = random.nextDouble();
        var ad = 0;
        while (ad < LOGGING.length - 1 && left >= LOGGING[ad]) {
            left -= LOGGING[ad++];
        }
        return ad;
    }
}
