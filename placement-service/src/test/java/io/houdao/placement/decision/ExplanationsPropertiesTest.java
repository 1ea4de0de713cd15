package io.houdao.placement.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.placement.decision.AdResponse.Outcome;
import io.houdao.placement.decision.Explanation.Considered;
import io.houdao.placement.decision.Explanation.ForOperator;
import io.houdao.placement.decision.Explanation.ForPerson;
import io.houdao.placement.decision.Explanations.Kept;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Omitted;
import io.houdao.placement.decision.ranking.Choice;
import io.houdao.placement.decision.ranking.Score;
import io.houdao.placement.decision.ranking.Scored;
import io.houdao.placement.decision.viewer.PersonForgotten;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;

/** What is read back of a decision, beside what the decision says itself. */
class ExplanationsPropertiesTest {

    private static final int KEPT = 40;
    private static final int THREADS = 4;

    private Explanations explanations;

    @BeforeTry
    void nothingIsKept() {
        explanations = Decisions.keeping(KEPT);
    }

    @Property(tries = 1_000)
    void whatIsFoundIsWhatTheDecisionSays(@ForAll long seed) {
        var decision = new Decisions(new SplittableRandom(seed)).any();
        var told = told(decision);

        var found = Decisions.explained(decision);

        assertThat(found).isEqualTo(told);
        assertThat(found).as("in the same order").hasToString(told.toString());
    }

    @Property(tries = 20)
    void manyTurnsLaterTheLastAreThereAndAllThatAreFoundAreWhole(@ForAll long seed) {
        var random = new Decisions(new SplittableRandom(seed));
        var all = new ArrayList<Decision>();
        for (var i = 0; i < 10 * KEPT; i++) {
            var decision = random.any();
            all.add(decision);
            explanations.keep(decision);
            assertThat(explanations.find(decision.id())).contains(told(decision));
        }

        var found = found(all);
        assertThat(found).isEqualTo(ids(all.subList(all.size() - found.size(), all.size())));
        assertThat(found).hasSizeBetween(KEPT / 5, KEPT);
    }

    @Example
    void soManyTypicalDecisionsAreKeptAsIsSaid() {
        var random = new Decisions(new SplittableRandom(1));
        var all = Stream.generate(() -> random.anAd(20, 60)).limit(KEPT).toList();

        all.forEach(explanations::keep);

        assertThat(found(all)).isEqualTo(ids(all));
    }

    @Property(tries = 20)
    void whoIsForgottenIsForgottenAndNobodyElse(@ForAll long seed) {
        var random = new Decisions(new SplittableRandom(seed));
        var all = Stream.generate(random::any).limit(KEPT / 5).toList();
        all.forEach(explanations::keep);
        var forgotten = all.stream()
                .flatMap(decision -> Stream.ofNullable(decision.personId()))
                .limit(2)
                .toList();

        forgotten.forEach(person -> explanations.forget(new PersonForgotten(person)));

        assertThat(found(all))
                .isEqualTo(ids(all.stream()
                        .filter(decision -> !forgotten.contains(decision.personId()))
                        .toList()));
    }

    @Example
    void severalThreadsKeepAndFindWithoutMixingAnythingUp() throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var kept = threads.invokeAll(IntStream.range(0, THREADS)
                    .mapToObj(seed -> (Callable<List<Decision>>) () -> keepAndFind(seed))
                    .toList());

            var found = 0;
            for (var some : kept) {
                found += found(some.get()).size();
            }
            assertThat(found).isEqualTo(KEPT);
        } finally {
            threads.shutdownNow();
        }
    }

    /** None larger than a typical one, so that their number alone decides which are kept. */
    private List<Decision> keepAndFind(int seed) {
        var random = new Decisions(new SplittableRandom(seed));
        var mine = IntStream.range(0, 100)
                .mapToObj(i -> random.anAd(1 + i % 20, i % 40))
                .toList();
        for (var turn = 0; turn < 30; turn++) {
            for (var i = 0; i < mine.size(); i++) {
                explanations.keep(mine.get(i));
                isFoundWhole(mine.get(Math.max(0, i - 3)));
            }
        }
        return mine;
    }

    /** Which of them are still there. They may be gone, but they are never others. */
    private List<DecisionId> found(List<Decision> decisions) {
        return ids(decisions.stream().filter(this::isFoundWhole).toList());
    }

    private boolean isFoundWhole(Decision decision) {
        var found = explanations.find(decision.id());
        found.ifPresent(kept -> assertThat(kept).isEqualTo(told(decision)));
        return found.isPresent();
    }

    private static List<DecisionId> ids(List<Decision> decisions) {
        return decisions.stream().map(Decision::id).toList();
    }

    private static Kept told(Decision decision) {
        var course = decision.course();
        var choice = course == null ? null : course.choice();
        var shown = choice == null ? null : choice.shown();
        var why = decision.why();
        var reason = Objects.requireNonNullElse(decision.reason(), "");
        var outcome = decision.isAd() ? Outcome.AD : Outcome.NO_AD;
        return new Kept(
                decision.personId(),
                new ForOperator(
                        decision.id(),
                        decision.at(),
                        decision.slotId(),
                        decision.scene(),
                        course == null ? null : course.standing().name().toLowerCase(Locale.ROOT),
                        outcome,
                        decision.reason(),
                        candidates(decision),
                        decision.rejections(),
                        choice == null ? null : choice.chargeMicros(),
                        choice == null ? null : choice.propensity(),
                        choice == null ? null : choice.explored(),
                        choice == null ? null : choice.forgoneMicros(),
                        decision.catalogueAge()),
                new ForPerson(
                        decision.id(),
                        decision.at(),
                        decision.slotId(),
                        decision.scene(),
                        outcome,
                        decision.reason(),
                        why == null ? Wording.none(Wording.ZH, reason) : why.zh(),
                        why == null ? Wording.none(Wording.EN, reason) : why.en(),
                        why,
                        shown == null
                                ? null
                                : shown.candidate().lineItem().live().payer(),
                        shown == null
                                ? null
                                : shown.candidate().lineItem().live().onBehalfOf(),
                        decision.catalogueAge()));
    }

    private static List<Considered> candidates(Decision decision) {
        var course = decision.course();
        var screening = course == null ? null : course.screening();
        var choice = course == null ? null : course.choice();
        if (screening == null || choice == null) {
            return List.of();
        }
        return Stream.of(
                        choice.scored().stream()
                                .map(scored -> candidate(
                                        scored.candidate(),
                                        outcome(scored, choice, course.couldFillAll()),
                                        scored.score())),
                        screening.rejected().stream()
                                .map(rejection -> candidate(
                                        rejection.candidate(),
                                        rejection.reason().code(),
                                        null)),
                        omitted(screening.notPermitted(), "no-permission"),
                        omitted(screening.outOfHours(), "out-of-daypart"),
                        omitted(screening.withoutVariant(), "no-variant"))
                .flatMap(each -> each)
                .toList();
    }

    private static Considered candidate(Candidate candidate, String outcome, @Nullable Score score) {
        return new Considered(
                candidate.lineItem().id(),
                candidate.creativeId(),
                outcome,
                candidate.response(),
                candidate.harmMicros(),
                score);
    }

    private static Stream<Considered> omitted(Omitted omitted, String reason) {
        return omitted.named().stream().map(lineItem -> new Considered(lineItem.id(), null, reason, null, null, null));
    }

    private static String outcome(Scored scored, Choice choice, Set<CampaignId> couldFillAll) {
        if (scored.equals(choice.shown())) {
            return "shown";
        }
        if (scored.score().netMicros() <= 0) {
            return "not-worth-the-harm";
        }
        if (choice.together()
                && !couldFillAll.contains(scored.candidate().lineItem().live().campaignId())) {
            return "roadblock-incomplete";
        }
        return choice.explored() ? "exploration" : "outbid";
    }
}
