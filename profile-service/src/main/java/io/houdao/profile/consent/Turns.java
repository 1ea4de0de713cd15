package io.houdao.profile.consent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does at once what many ask for at the same moment. Whoever finds nobody at work begins right away; whoever comes meanwhile
 * is done with all the others who came, by the first of them, as soon as that is over. So nobody waits for company, and the
 * more ask, the less each costs: the group commit of databases. Each asks in a thread of its own, which waits.
 *
 * <p>What cannot be done together is done by itself, in the thread of whoever asked, and only who is at fault fails.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
final class Turns<Q, A> {

    private final int most;
    private final Function<Q, ?> about;
    private final Function<List<Q>, List<A>> together;
    private final Function<Q, A> alone;
    private final Deque<Asked> waiting = new ArrayDeque<>();
    private boolean atWork;

    /**
     * Nobody asks yet.
     *
     * @param most of what is done at once
     * @param about what a question is about: two about the same are done one after the other, as they came
     * @param together answers questions, all or, with an exception, none, in their order; everybody else waits meanwhile, so
     *     it fails rather than wait for somebody itself
     * @param alone answers a question where that failed, and nobody waits for it but who asked
     */
    Turns(int most, Function<Q, ?> about, Function<List<Q>, List<A>> together, Function<Q, A> alone) {
        this.most = most;
        this.about = about;
        this.together = together;
        this.alone = alone;
    }

    /** Answers {@code question}, or throws what {@code alone} throws at it. */
    A ask(Q question) {
        var asked = new Asked(question);
        return begins(asked) ? lead() : asked.goOn.join().get();
    }

    /** Whether nobody is at work, so that {@code asked}, who is the only one waiting then, is. */
    private synchronized boolean begins(Asked asked) {
        waiting.add(asked);
        var begins = !atWork;
        atWork = true;
        return begins;
    }

    /** Does what waits, by whoever waits longest, and returns their own answer. */
    private A lead() {
        var batch = next();
        var others = batch.subList(1, batch.size());
        try {
            var answers =
                    together.apply(batch.stream().map(asked -> asked.question).toList());
            for (var i = 0; i < others.size(); i++) {
                others.get(i).goOnWith(answers.get(i + 1));
            }
            return answers.get(0);
        } catch (RuntimeException e) {
            // Whoever is at fault finds out alone.
        } finally {
            others.forEach(Asked::goOnAlone);
            callNext();
        }
        return alone.apply(batch.get(0).question);
    }

    private synchronized List<Asked> next() {
        var batch = new ArrayList<Asked>();
        var things = new HashSet<Object>();
        for (var all = waiting.iterator(); all.hasNext() && batch.size() < most; ) {
            var asked = all.next();
            if (things.add(about.apply(asked.question))) {
                batch.add(asked);
                all.remove();
            }
        }
        return batch;
    }

    private synchronized void callNext() {
        var next = waiting.peek();
        if (next == null) {
            atWork = false;
        } else {
            next.goOn.complete(this::lead);
        }
    }

    /** One who waits to be told how to go on: by leading, with an answer, or alone. */
    private final class Asked {

        private final Q question;
        private final CompletableFuture<Supplier<A>> goOn = new CompletableFuture<>();

        Asked(Q question) {
            this.question = question;
        }

        void goOnWith(A answer) {
            goOn.complete(() -> answer);
        }

        void goOnAlone() {
            goOn.complete(() -> alone.apply(question));
        }
    }
}
