package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.SPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.placement.ALineItem;
import io.houdao.placement.Steps;
import io.houdao.placement.exposure.Memories;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several places of one answer, for someone who consented and for someone who refused. */
class PodTest {

    private final Steps clock = new Steps();
    private final Household household = Household.some();
    private final List<ALineItem> live =
            Stream.generate(ALineItem::aLineItem).limit(3).toList();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachPlaceCountsTheAdsOfThoseBeforeIt(boolean refused) {
        assertThat(reasons(refused, "daily-ads", "2")).containsExactly("", "", "ad-load-reached");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thereIsNoGapBetweenThePlacesOfOneAnswer(boolean refused) {
        assertThat(reasons(refused, "minimum-gap", "PT10S")).containsExactly("", "", "");
    }

    private Stream<String> reasons(boolean refused, String term, String value) {
        var replica = new Replica(
                clock,
                Memories.aStore(clock),
                SPORT,
                Map.of("houdao.scenes.defaults." + term, value),
                live,
                household.projections(refused));
        return replica.askForPod(household.annsFirst(), SPORT, 3).decisions().stream()
                .map(decision -> decision.reason() == null ? "" : decision.reason());
    }
}
