package io.houdao.feedback.experience;

import org.jspecify.annotations.Nullable;

/**
 * A share of trials, and where it most likely lies.
 *
 * @param share absent where there was no trial
 * @param low lower end of its 95 % interval
 * @param high upper end
 */
record Rate(@Nullable Double share, double low, double high) {

    /** {@code successes} of {@code trials}, of which there were as many at least. */
    static Rate of(long successes, long trials) {
        var tried = Math.max(successes, trials);
        var interval = Interval.of(successes, tried);
        return new Rate(tried == 0 ? null : (double) successes / tried, interval.low(), interval.high());
    }
}
