package io.houdao.endtoend.story;

import io.houdao.endtoend.driver.Drivers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A story: steps that do something and show it, and expectations that end it where they fail. */
public abstract class Story {

    /** How long it may take until what someone changed holds for the next decision. */
    protected static final Duration SOON = Duration.ofSeconds(2);

    /**
     * How many times longer than promised anything may take: 1, unless the system property says otherwise, as where a story is
     * told on a machine that has much else to do.
     */
    private static final int SLACK = Integer.getInteger("houdao.story.slack", 1);

    protected final Drivers drivers;
    private final Narrator narrator;

    /** A story of this suite; {@code narrator} must be the transcript of {@code drivers}. */
    protected Story(Drivers drivers, Narrator narrator) {
        this.drivers = drivers;
        this.narrator = narrator;
    }

    /**
     * Plays it from its beginning; it makes the people it needs, so it can be played again.
     *
     * @throws ExpectationFailed where the suite does not do what the story promises
     */
    public abstract void play();

    protected void title(String title, String about) {
        narrator.title(title, about);
    }

    protected void note(String text) {
        narrator.note(text);
    }

    /** The next step, in a sentence for someone who sees this for the first time. */
    protected Step step(String what) {
        narrator.step(what);
        return new Step(List.of());
    }

    /** Ends the story unless {@code holds}. */
    protected void expect(String claim, boolean holds, Object instead) {
        if (!holds) {
            narrator.breaks(claim);
            throw new ExpectationFailed(claim, instead);
        }
        narrator.holds(claim);
    }

    /** Asks again until the answer is as expected, and returns that answer; ends the story after {@code atMost}. */
    protected <T> T expectWithin(Duration atMost, String claim, Supplier<T> question, Predicate<T> expected) {
        var patience = new Patience<>(question, expected);
        verdict(patience, patience.within(atMost.multipliedBy(SLACK)), claim);
        return patience.last();
    }

    private <T> void verdict(Patience<T> patience, boolean holds, String claim) {
        if (!holds) {
            narrator.breaks(claim);
            throw new ExpectationFailed(claim + ", after " + patience.waited().toMillis() + " ms", patience.last());
        }
        narrator.holds(claim + " (after " + patience.waited().toMillis() + " ms)");
    }

    /** A step, and what of its answers is worth showing. */
    protected final class Step {

        private final List<String> telling;

        private Step(List<String> telling) {
            this.telling = telling;
        }

        /** Shows these parts of each answer, as JSON pointers such as {@code /decisions/0/outcome}. */
        protected Step shows(String... pointers) {
            return new Step(List.of(pointers));
        }

        protected <T> T asking(Supplier<T> question) {
            var answer = new ArrayList<T>(1);
            narrator.show(telling, () -> answer.add(question.get()));
            return answer.get(0);
        }

        protected void doing(Runnable action) {
            narrator.show(telling, action);
        }

        /** As {@link Story#expectWithin}, and shows the last exchange. */
        protected <T> T expectWithin(Duration atMost, String claim, Supplier<T> question, Predicate<T> expected) {
            var patience = new Patience<>(question, expected);
            var holds = new AtomicBoolean();
            narrator.showLast(telling, () -> holds.set(patience.within(atMost.multipliedBy(SLACK))));
            verdict(patience, holds.get(), claim);
            return patience.last();
        }
    }
}
