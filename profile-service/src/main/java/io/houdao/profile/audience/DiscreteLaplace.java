package io.houdao.profile.audience;

import java.util.random.RandomGenerator;

/**
 * Integer noise: P(x) proportional to exp(-|x| / scale). Added to a count that one person changes by one at most, it makes
 * the answer (1 / scale)-differentially private.
 *
 * <p>Sampled exactly, from uniform integers alone: floating-point noise has gaps that give the count away. Canonne, Kamath,
 * Steinke, "The Discrete Gaussian for Differential Privacy" (2020), algorithms 1 and 2. Variance near 2 scale², as for 10: 200;
 * |x| exceeds 69 once in a thousand.
 */
final class DiscreteLaplace {

    private final int scale;
    private final RandomGenerator random;

    DiscreteLaplace(int scale, RandomGenerator random) {
        this.scale = scale;
        this.random = random;
    }

    long sample() {
        while (true) {
            var remainder = random.nextInt(scale);
            if (isExp(remainder, scale)) {
                var magnitude = remainder + (long) scale * wholes();
                var negative = random.nextBoolean();
                if (!negative || magnitude != 0) {
                    return negative ? -magnitude : magnitude;
                }
            }
        }
    }

    private int wholes() {
        var wholes = 0;
        while (isExp(1, 1)) {
            wholes++;
        }
        return wholes;
    }

    /** True with probability exp(-numerator / denominator), for a fraction of at most 1. */
    private boolean isExp(int numerator, int denominator) {
        var k = 1;
        while (random.nextLong((long) denominator * k) < numerator) {
            k++;
        }
        return k % 2 == 1;
    }
}
