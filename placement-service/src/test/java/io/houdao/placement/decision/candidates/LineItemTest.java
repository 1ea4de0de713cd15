package io.houdao.placement.decision.candidates;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.placement.exposure.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LineItemTest {

    private static final Map<String, String> SHORT = Map.of("title", "Rice");
    private static final Map<String, String> LONG = Map.of("title", "Rice", "image", "https://cdn.example/rice.png");
    private static final Map<String, String> LONGER = Map.of(
            "title", "Soft rice", "image", "https://cdn.example/soft.png", "icon", "https://cdn.example/icon.png");

    private final CreativeId one = new CreativeId(UUID.randomUUID());
    private final CreativeId other = new CreativeId(UUID.randomUUID());
    private final LineItem lineItem = LineItem.of(aLineItem()
            .slotClass(SlotClass.BANNER)
            .scenes(SPORT, Scene.of("home/life"))
            .creatives(one, other)
            .variants(List.of(SHORT, LONG, LONGER))
            .live());

    @Test
    void ofEachCreativeTheFirstVariantIsTakenThatHoldsAllThatTheSlotNeeds() {
        assertThat(madeFor(SPORT, Set.of("title", "image")))
                .extracting(
                        made -> made.creative().creativeId(),
                        made -> made.variant().assets())
                .containsExactly(tuple(one, LONG), tuple(other, LONG));
        assertThat(madeFor(Scene.of("home/life"), Set.of()))
                .extracting(made -> made.variant().assets())
                .containsExactly(SHORT, SHORT);
    }

    @Test
    void nothingIsTakenWhereSomethingIsMissingOrItWasMadeForAnotherPlace() {
        assertThat(madeFor(SPORT, Set.of("title", "video"))).isEmpty();
        assertThat(madeFor(Scene.of("home/work"), Set.of())).isEmpty();
        assertThat(lineItem.madeFor(SlotClass.OTT, Fingerprint.of(SPORT), assets -> true))
                .isEmpty();
    }

    private List<LineItem.Made> madeFor(Scene scene, Set<String> required) {
        return lineItem.madeFor(SlotClass.BANNER, Fingerprint.of(scene), assets -> assets.containsAll(required));
    }
}
