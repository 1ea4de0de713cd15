package io.houdao.placement.decision;

import io.houdao.placement.decision.AdResponse.Outcome;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A whole decision: scene, viewer, candidates, eligibility, ranking, receipt, and the explanation that is kept. */
@NullUnmarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecisionBenchmark {

    @Param("100000")
    public int lineItems;

    @Param("1000000")
    public int people;

    private final SplittableRandom random = new SplittableRandom(14);
    private Engine engine;
    private long decided;
    private long ads;

    /** Fills catalogue and store. */
    @Setup
    public void setUp() {
        engine = new Engine(lineItems, people);
    }

    /** Returns the answer to the next request. */
    @Benchmark
    public Object decide() {
        var answer = engine.decide(random);
        decided++;
        ads += answer.decisions().get(0).outcome() == Outcome.AD ? 1 : 0;
        return answer;
    }

    /** Says how often there was an ad. */
    @TearDown
    public void tellHowManyWereAds() {
        System.out.printf("%n%d decisions, %.1f %% of them an ad%n", decided, ads * 100.0 / decided);
    }
}
