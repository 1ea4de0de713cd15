package io.houdao.feedback.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a candidate policy would have earned, judged from choices that another policy made and logged. Unit of all but the
 * weights: that of the reward, per choice.
 *
 * @param logged what the logging policy earned
 * @param ips the mean of w·r, unbiased (Horvitz and Thompson 1952)
 * @param snips Σwr / Σw, slightly biased and steadier (Swaminathan and Joachims, NIPS'15)
 * @param dr doubly robust: right if either the propensities or the reward model are (Dudík et al., ICML'11)
 * @param effectiveSampleSize (Σw)² / Σw²: how many choices of the candidate's own would say as much
 * @param ipsInterval, snipsInterval, drInterval 95 %, by bootstrap
 * @param lift 95 % of {@code snips − logged}, both taken from the same resampled choices
 */
public record OffPolicyEstimate(
        int choices,
        double logged,
        double ips,
        double snips,
        double dr,
        double effectiveSampleSize,
        double meanWeight,
        double maxWeight,
        Interval ipsInterval,
        Interval snipsInterval,
        Interval drInterval,
        Interval lift) {

    static final double ENOUGH_CHOICES = 200;
    static final double LOWEST_MEAN_WEIGHT = 0.9;
    static final double HIGHEST_MEAN_WEIGHT = 1.1;

    /**
     * Why no verdict may rest on this; empty if one may. Few effective choices mean that the estimate hangs on a handful of
     * them; a mean weight far from 1 means that the logged propensities are wrong, or that the candidate does what the log
     * never tried.
     */
    public List<String> refusals() {
        var refusals = new ArrayList<String>();
        if (!(effectiveSampleSize >= ENOUGH_CHOICES)) {
            refusals.add(text("effective sample size %.0f is below %.0f", effectiveSampleSize, ENOUGH_CHOICES));
        }
        if (!(meanWeight >= LOWEST_MEAN_WEIGHT && meanWeight <= HIGHEST_MEAN_WEIGHT)) {
            refusals.add(text(
                    "mean weight %.3f is outside [%.1f, %.1f]", meanWeight, LOWEST_MEAN_WEIGHT, HIGHEST_MEAN_WEIGHT));
        }
        return List.copyOf(refusals);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
