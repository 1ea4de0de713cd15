package io.houdao.feedback.restraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.placement.SlotId;
import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Counts.Minded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

/** How often a creative may be seen in a slot in a scene, step by step, and over thirty days of ten-minute windows. */
class ThirtyDaysOfCapsTest {

    private static final CapPolicy POLICY = new CapPolicy(
            30, 1.25, 4, 4, Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(16), Duration.ofDays(30));
    private static final double ACCEPTED = 0.05;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int SHOWINGS = 400;

    private final Random random = new Random(20260301);

    @Test
    void moreThanIsAcceptedMustBeCertain() {
        assertThat(POLICY.isTooMuch(counts(1_000, 100), ACCEPTED)).isTrue();
        assertThat(POLICY.isTooMuch(counts(100, 8), ACCEPTED)).isFalse();
        assertThat(POLICY.isTooMuch(counts(1_000_000, 60_000), ACCEPTED))
                .as("a little more is the price's business")
                .isFalse();
        assertThat(POLICY.isTooMuch(counts(100, 15), ACCEPTED))
                .as("two standard deviations beyond are not four")
                .isFalse();
        assertThat(POLICY.isTooMuch(counts(29, 29), ACCEPTED)).isFalse();
        assertThat(POLICY.isTooMuch(counts(30, 30), ACCEPTED)).isTrue();
    }

    @Test
    void whatIsNoMoreThanAcceptedGivesHope() {
        assertThat(POLICY.isStillTooMuch(counts(40, 3), ACCEPTED)).isTrue();
        assertThat(POLICY.isStillTooMuch(counts(40, 2), ACCEPTED)).isFalse();
        assertThat(POLICY.isStillTooMuch(counts(30, 2), ACCEPTED)).isTrue();
        assertThat(POLICY.isStillTooMuch(counts(29, 29), ACCEPTED)).isFalse();
    }

    @Test
    void calmIsNeverLongerThanTheLongestHoweverManyTheRelapses() {
        assertThat(POLICY.calm(0)).isEqualTo(Duration.ofDays(1));
        assertThat(POLICY.calm(4)).isEqualTo(Duration.ofDays(16));
        assertThat(POLICY.calm(5)).isEqualTo(Duration.ofDays(16));
        assertThat(POLICY.calm(64)).isEqualTo(Duration.ofDays(16));
    }

    @Test
    void aPolicyThatCannotWorkIsRefused() {
        var day = Duration.ofDays(1);
        assertThatThrownBy(() -> new CapPolicy(0, 1.25, 4, 4, day, day, day, day))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CapPolicy(30, 0.9, 4, 4, day, day, day, day))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CapPolicy(30, 1.25, 4, 0, day, day, day, day))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CapPolicy(30, 1.25, 4, 4, Duration.ofMinutes(59), day, day, day))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachStepHalvesDownToOneADayAndDoublesUpToNoCap() {
        var cap = aCap();

        var limits = new ArrayList<Integer>();
        for (var step = 0; step < 4; step++) {
            cap.tighten(START, POLICY);
            limits.add(cap.dailyLimit());
        }
        for (var step = 0; step < 3; step++) {
            cap.loosen(START, POLICY);
            limits.add(cap.dailyLimit());
        }

        assertThat(limits).containsExactly(4, 2, 1, 1, 2, 4, null);
    }

    @Test
    void aStepHoldsForAnHourAndEachRelapseDoublesTheCalm() {
        var cap = aCap();

        cap.tighten(START, POLICY);

        assertThat(cap.heldUntil()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(cap.calmAt()).isEqualTo(START.plus(Duration.ofDays(1)));
        for (var days : List.of(2, 4, 8, 16, 16)) {
            cap.loosen(START, POLICY);
            cap.tighten(START, POLICY);
            assertThat(cap.calmAt()).isEqualTo(START.plus(Duration.ofDays(days)));
        }
    }

    @Test
    void whoDoesNotAnnoyIsNeverCapped() {
        assertThat(run((day, limit) -> 0.04)).isEmpty();
    }

    @Test
    void whatAnnoysWhateverTheCapIsTightenedOnceAndStaysSo() {
        assertThat(run((day, limit) -> day < 2 ? 0.04 : 0.085))
                .extracting(Step::limit)
                .containsExactly(4, 2, 1);
    }

    @Test
    void whatAnnoysThoseWhoSeeItOftenSettlesWhereItIsBorneAndIsTriedAgainMoreAndMoreSeldom() {
        var steps = run((day, limit) -> limit != null && limit <= 2 ? 0.04 : 0.1);

        assertThat(steps.get(0).at()).as("within a few windows").isBefore(START.plus(Duration.ofHours(1)));
        assertThat(steps).extracting(Step::limit).startsWith(4, 2).containsOnly(4, 2);
        assertThat(steps).as("two steps, and two more on days 1, 3, 7 and 15").hasSizeLessThanOrEqualTo(10);
        var relaxed = steps.stream().filter(step -> step.limit() == 4).skip(1).toList();
        for (var i = 2; i < relaxed.size(); i++) {
            assertThat(Duration.between(relaxed.get(i - 1).at(), relaxed.get(i).at()))
                    .isGreaterThan(Duration.between(
                            relaxed.get(i - 2).at(), relaxed.get(i - 1).at()));
        }
    }

    @Test
    void whatNoLongerAnnoysIsShownAsBeforeForGood() {
        var steps = run((day, limit) -> day >= 2 && day < 9 ? 0.085 : 0.04);

        assertThat(steps).extracting(Step::limit).containsExactly(4, 2, 1, 2, 4, null);
        assertThat(steps.get(5).at()).isBefore(START.plus(Duration.ofDays(14)));
    }

    /** The steps of a place where people mind the share of showings that depends on the day and the limit. */
    private List<Step> run(ToDoubleBiFunction<Integer, Integer> minded) {
        var steps = new ArrayList<Step>();
        var cap = aCap();
        var seen = Counts.NONE;
        for (var now = START; now.isBefore(START.plus(Duration.ofDays(30))); now = now.plus(WINDOW)) {
            var day = (int) Duration.between(START, now).toDays();
            if (now.isBefore(cap.heldUntil())) {
                continue;
            }
            if (cap.dailyLimit() != null && !now.isBefore(cap.calmAt())) {
                if (POLICY.isStillTooMuch(seen, ACCEPTED)) {
                    cap.stay(now, POLICY);
                } else {
                    cap.loosen(now, POLICY);
                    steps.add(new Step(now, cap.dailyLimit()));
                    seen = Counts.NONE;
                    continue;
                }
            }
            seen = seen.plus(showings(minded.applyAsDouble(day, cap.dailyLimit())));
            if (POLICY.isTooMuch(seen, ACCEPTED) && cap.tighten(now, POLICY)) {
                steps.add(new Step(now, cap.dailyLimit()));
                seen = Counts.NONE;
            }
            if (seen.impressions() >= SHOWINGS * 144L) {
                seen = Counts.NONE;
            }
        }
        return steps;
    }

    private Counts showings(double share) {
        var negatives = 0;
        for (var i = 0; i < SHOWINGS; i++) {
            negatives += random.nextDouble() < share ? 1 : 0;
        }
        return counts(SHOWINGS, negatives);
    }

    private static Counts counts(long showings, long negatives) {
        return new Counts(showings, showings, 0, negatives, 0, 0, negatives, 0, new Minded(negatives, 0, 0, negatives));
    }

    private static TightenedCap aCap() {
        var cell = new Cell(Scene.of("home/sport"), new SlotId("tv-launcher.boot"), new CreativeId(UUID.randomUUID()));
        return new TightenedCap(cell, START);
    }

    /** A step at that time, to that many showings a day; null is no cap. */
    private record Step(Instant at, Integer limit) {}
}
