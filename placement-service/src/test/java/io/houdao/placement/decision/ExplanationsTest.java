package io.houdao.placement.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.SlotId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplanationsTest {

    private static final int KEPT = 50;

    private final Explanations explanations = Decisions.keeping(KEPT);

    @Test
    void theLastDecisionsAreRememberedAndNoOthers() {
        var decisions =
                Stream.generate(ExplanationsTest::decision).limit(10 * KEPT).toList();

        decisions.forEach(explanations::keep);

        assertThat(decisions.stream().filter(this::isRemembered))
                .containsExactlyElementsOf(decisions.subList(9 * KEPT, 10 * KEPT));
    }

    @Test
    void whatIsAskedForOftenDoesNotStayForThat() {
        var first = decision();
        explanations.keep(first);

        Stream.generate(ExplanationsTest::decision)
                .limit(KEPT - 1)
                .peek(decision -> assertThat(isRemembered(first)).isTrue())
                .forEach(explanations::keep);
        explanations.keep(decision());

        assertThat(isRemembered(first)).isFalse();
    }

    private boolean isRemembered(Decision decision) {
        return explanations.find(decision.id()).isPresent();
    }

    private static Decision decision() {
        return new Decision(
                new DecisionId(UUID.randomUUID()),
                Instant.EPOCH,
                "1",
                new SlotId("tv.boot"),
                null,
                null,
                "quiet-scene",
                null,
                null,
                Duration.ZERO);
    }
}
