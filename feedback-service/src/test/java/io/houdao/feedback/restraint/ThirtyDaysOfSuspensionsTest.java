package io.houdao.feedback.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Counts.Minded;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thirty days of one-minute windows in two slots of two scenes. A car brand becomes annoying in one of the four places on
 * the third day, and stops being so on the tenth.
 */
class ThirtyDaysOfSuspensionsTest {

    private static final SuspensionPolicy POLICY = new SuspensionPolicy(30, 2, Duration.ofDays(1), Duration.ofDays(1));
    private static final double ACCEPTED = 0.05;
    private static final int DAY = 1_440;
    private static final int BEGINS = 2 * DAY;
    private static final int ENDS = 9 * DAY;
    private static final int SHOWINGS = 40;
    private static final String GUILTY = "half-time in home/sport";

    private final Random random = new Random(20260301);

    @Test
    void onlyTheGuiltyPlaceIsSuspendedAndItComesBackForGood() {
        assertThat(suspensionsOfTheGuilty(true).get(0)).as("within one window").isEqualTo(BEGINS);
    }

    @Test
    void whereDevicesDoNotTellOfTheOfferItTakesAFewWindowsAndNotADay() {
        assertThat(suspensionsOfTheGuilty(false).get(0))
                .as("what was seen of the day is calm for hours")
                .isBetween(BEGINS, BEGINS + 10);
    }

    /** The windows in which suspensions of the guilty place began; no other was ever suspended. */
    private List<Integer> suspensionsOfTheGuilty(boolean isOfferTold) {
        var suspended = new LinkedHashMap<String, List<Integer>>();
        for (var place : List.of(GUILTY, "half-time in home/work", "pause in home/sport", "pause in home/work")) {
            suspended.put(place, run(place.equals(GUILTY), isOfferTold));
        }

        var guilty = suspended.remove(GUILTY);
        assertThat(suspended).allSatisfy((place, windows) -> assertThat(windows).isEmpty());
        assertThat(guilty).as("once a day while it lasts").hasSizeLessThanOrEqualTo(8);
        assertThat(guilty.get(guilty.size() - 1)).as("never again").isLessThan(ENDS + DAY);
        return guilty;
    }

    /** The windows in which a suspension began. What was seen is forgotten when it does, as it is by the service. */
    private List<Integer> run(boolean guilty, boolean isOfferTold) {
        var began = new ArrayList<Integer>();
        var seen = new Seen();
        var until = 0;
        for (var window = 0; window < 30 * DAY; window++) {
            if (window < until) {
                continue;
            }
            var negatives = negatives(guilty && window >= BEGINS && window < ENDS ? 0.4 : 0.04);
            seen.add(window, negatives);
            if (POLICY.proof(seen.counts(isOfferTold), counts(1, negatives, isOfferTold), ACCEPTED)
                    .isPresent()) {
                began.add(window);
                until = window + DAY;
                seen = new Seen();
            }
        }
        return began;
    }

    private static Counts counts(int windows, long negatives, boolean isOfferTold) {
        var showings = (long) SHOWINGS * windows;
        var ofOffered = isOfferTold ? new Minded(negatives, 0, 0, negatives) : Minded.NONE;
        return new Counts(isOfferTold ? showings : 0, showings, 0, negatives, 0, 0, negatives, 0, ofOffered);
    }

    private int negatives(double share) {
        var negatives = 0;
        for (var i = 0; i < SHOWINGS; i++) {
            negatives += random.nextDouble() < share ? 1 : 0;
        }
        return negatives;
    }

    /** What was seen over the last day. */
    private static final class Seen {

        private final Deque<Map.Entry<Integer, Integer>> negativesByWindow = new ArrayDeque<>();
        private long negatives;

        void add(int window, int more) {
            negativesByWindow.addLast(Map.entry(window, more));
            negatives += more;
            while (negativesByWindow.getFirst().getKey() <= window - DAY) {
                negatives -= negativesByWindow.removeFirst().getValue();
            }
        }

        Counts counts(boolean isOfferTold) {
            return ThirtyDaysOfSuspensionsTest.counts(negativesByWindow.size(), negatives, isOfferTold);
        }
    }
}
