package io.houdao.benchmark.learn;

import io.houdao.benchmark.Figures;
import io.houdao.feedback.learning.FtrlModel;
import io.houdao.feedback.learning.FtrlParameters;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How many exposures a second one core learns from. Each is predicted and learnt with all its features, already hashed. A
 * second is one of the thread's own processor time, so that other work on the machine does not count.
 */
final class UpdateRate {

    private static final double ENOUGH = 100_000;
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 3;

    private UpdateRate() {}

    static void measure(List<Exposure> exposures, FtrlParameters parameters, Figures figures) {
        for (var round = 0; round < WARM_UP; round++) {
            learn(exposures, parameters);
        }
        var nanos = 0L;
        for (var round = 0; round < ROUNDS; round++) {
            nanos += learn(exposures, parameters);
        }
        var rate = ROUNDS * exposures.size() / (nanos / 1e9);
        figures.say(
                "learning from %,d exposures of %d features, %d times",
                exposures.size(), exposures.get(0).slots().length, ROUNDS);
        figures.gate(rate >= ENOUGH, "%,.0f updates a second and core, at least %,.0f", rate, ENOUGH);
        figures.add("ftrl_updates", "%.0f", rate, "1/s");
    }

    private static long learn(List<Exposure> exposures, FtrlParameters parameters) {
        var model = new FtrlModel(parameters);
        var threads = ManagementFactory.getThreadMXBean();
        var start = threads.getCurrentThreadCpuTime();
        exposures.forEach(exposure -> model.learn(exposure.slots(), exposure.target()));
        return threads.getCurrentThreadCpuTime() - start;
    }
}
