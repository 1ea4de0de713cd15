package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.placement.Steps;
import io.houdao.placement.decision.AdResponse.Answer;
import io.houdao.placement.decision.AdResponse.Outcome;
import io.houdao.placement.decision.DecisionService.Decided;
import io.houdao.placement.decision.receipt.GivenReceipts;
import io.houdao.placement.exposure.Memories;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private final Steps clock = new Steps();
    private final Household household = Household.some();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Answers answers = new Answers(GivenReceipts.issuer(), new DecisionRecords(null, null, null, meters));

    @Test
    void anAdThatCannotBePutIntoWordsCostsThatAdAndNotThePage() {
        var decided = new Replica(
                        clock,
                        Memories.aStore(clock),
                        SPORT,
                        Map.of(),
                        List.of(aLineItem(), aLineItem()),
                        household.projections(false))
                .askForPod(household.annsFirst(), SPORT, 2);
        assertThat(decided.decisions()).allMatch(Decision::isAd);
        var broken = new Decided(
                List.of(
                        withoutWhatWasChosen(decided.decisions().get(0)),
                        decided.decisions().get(1)),
                decided.exposureState(),
                decided.catalogueAge());

        var answer = answers.of("1", broken);

        assertThat(answer.decisions()).extracting(Answer::outcome).containsExactly(Outcome.NO_AD, Outcome.AD);
        assertThat(answer.decisions().get(0).reason()).isEqualTo("internal");
        assertThat(answer.decisions().get(0).ad()).isNull();
        assertThat(answer.decisions().get(1).ad().receipt()).isNotBlank();
        assertThat(meters.counter("houdao.decisions.failed").count()).isEqualTo(1);
    }

    private static Decision withoutWhatWasChosen(Decision decision) {
        return new Decision(
                decision.id(),
                decision.at(),
                decision.opportunityId(),
                decision.slotId(),
                decision.scene(),
                null,
                null,
                decision.showing(),
                decision.why(),
                decision.catalogueAge());
    }
}
