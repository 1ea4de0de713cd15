package io.houdao.profile.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DiscreteLaplacePropertiesTest {

    private static final int SAMPLES = 200_000;

    @Test
    void theNoiseHasTheShapeOfADiscreteLaplace() {
        var noise = new DiscreteLaplace(10, new Random(7));
        var q = Math.exp(-1.0 / 10);

        var samples = LongStream.generate(noise::sample).limit(SAMPLES).toArray();

        var mean = LongStream.of(samples).average().orElseThrow();
        var variance = LongStream.of(samples).mapToDouble(x -> x * x).average().orElseThrow();
        var zeros = LongStream.of(samples).filter(x -> x == 0).count() / (double) SAMPLES;
        assertThat(mean).isCloseTo(0, within(0.2));
        assertThat(variance).isCloseTo(2 * q / ((1 - q) * (1 - q)), within(5.0));
        assertThat(zeros).isCloseTo((1 - q) / (1 + q), within(0.003));
    }
}
