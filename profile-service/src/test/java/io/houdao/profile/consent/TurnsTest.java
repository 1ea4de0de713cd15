package io.houdao.profile.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final List<List<String>> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch first = new CountDownLatch(1);
    private final Turns<String, String> turns = new Turns<>(3, word -> word.charAt(0), this::together, this::alone);

    /** The word {@code first} takes until it is told otherwise, and {@code bad} cannot be done. */
    private List<String> together(List<String> words) {
        done.add(words);
        if (words.contains("first")) {
            waitFor(first);
        }
        return words.stream().map(this::alone).toList();
    }

    private String alone(String word) {
        if (word.equals("bad")) {
            throw new IllegalStateException("this is " + word);
        }
        return word + "!";
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoComesMeanwhileIsDoneTogetherButNeverMoreThanThree() {
        var answers = askWhileTheFirstIsDone("one", "two", "apple", "pear");

        assertThat(answers.stream().map(CompletableFuture::join)).containsExactly("one!", "two!", "apple!", "pear!");
        assertThat(done).containsExactly(List.of("first"), List.of("one", "two", "apple"), List.of("pear"));
        assertThat(turns.ask("late")).isEqualTo("late!");
    }

    @Test
    void twoAboutTheSameThingAreDoneOneAfterTheOtherAsTheyCame() {
        var answers = askWhileTheFirstIsDone("yes", "yes but", "no");

        assertThat(answers.stream().map(CompletableFuture::join)).containsExactly("yes!", "yes but!", "no!");
        assertThat(done).containsExactly(List.of("first"), List.of("yes", "no"), List.of("yes but"));
    }

    @Test
    void whereManyCannotBeDoneTogetherOnlyWhoIsAtFaultFails() {
        var answers = askWhileTheFirstIsDone("good", "bad", "also good");

        assertThat(answers.get(0).join()).isEqualTo("good!");
        assertThat(answers.get(2).join()).isEqualTo("also good!");
        assertThatThrownBy(answers.get(1)::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("this is bad");
        assertThat(turns.ask("late")).isEqualTo("late!");
    }

    /** Each in a thread of its own, and each once the one before waits. */
    private List<CompletableFuture<String>> askWhileTheFirstIsDone(String... words) {
        ask("first");
        var answers = Stream.of(words).map(this::ask).toList();
        first.countDown();
        return answers;
    }

    private CompletableFuture<String> ask(String word) {
        var answer = new CompletableFuture<String>();
        var thread = new Thread(() -> answer.completeAsync(() -> turns.ask(word), Runnable::run), word);
        thread.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> thread.getState() == Thread.State.WAITING);
        return answer;
    }
}
