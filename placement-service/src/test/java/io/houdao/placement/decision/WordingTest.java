package io.houdao.placement.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.scene.SceneProblem;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordingTest {

    /** Being outbid is what a candidate loses by, and no reason for no ad. */
    static Stream<String> reasons() {
        return Stream.concat(
                Arrays.stream(RejectionReason.values())
                        .filter(reason -> reason != RejectionReason.OUTBID)
                        .map(RejectionReason::code),
                Arrays.stream(SceneProblem.values()).map(SceneProblem::code));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void everyReasonForNoAdIsASentenceInBothLanguages(String reason) {
        assertThat(Wording.none(Wording.ZH, reason)).doesNotContain("reason.");
        assertThat(Wording.none(Wording.EN, reason)).doesNotContain("reason.");
    }
}
