package io.houdao.placement.decision.candidates;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Json;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.feedback.ExperienceControl.ResponseRates;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.placement.control.Controls;
import io.houdao.placement.control.RatesChanged;
import io.houdao.placement.decision.viewer.Tags;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineItemsTest {

    private static final Query ANYTHING = new Query(
            new TouchpointId("tv-launcher"),
            new DeviceKind("tv"),
            null,
            SlotClass.BANNER,
            SPORT,
            null,
            0,
            Set.of(),
            Tags.NONE);

    private final Controls controls = new Controls();
    private final LineItems lineItems = new LineItems(Given.responses(controls), Runnable::run);

    @Test
    void anOlderVersionArrivingLateIsIgnored() {
        var item = aLineItem();
        lineItems.put(item.version(3).bid(PricingModel.CPM, 3_000).live());

        lineItems.put(item.version(2).bid(PricingModel.CPM, 2_000).live());
        lineItems.publish();

        assertThat(found())
                .singleElement()
                .satisfies(only -> assertThat(only.live().version()).isEqualTo(3));
    }

    @Test
    void aTombstoneRemovesAndAVersionAfterItBringsBack() {
        var item = aLineItem();
        lineItems.put(item.version(1).live());
        lineItems.publish();

        lineItems.remove(item.id());
        lineItems.publish();

        assertThat(found()).isEmpty();

        lineItems.put(item.version(1).live());
        lineItems.publish();

        assertThat(found()).as("the old record once more").isEmpty();

        lineItems.put(item.version(2).live());
        lineItems.publish();

        assertThat(found()).hasSize(1);
    }

    @Test
    void manyChangesMakeTheIndexAnew() {
        Stream.generate(() -> aLineItem().live()).limit(1_000).forEach(item -> {
            lineItems.put(item);
            lineItems.publish();
        });

        assertThat(found()).hasSize(1_000);
        assertThat(lineItems.index().changes()).isLessThanOrEqualTo(256);
    }

    @Test
    void whatChangesWhileTheIndexIsMadeAnewIsSeenAtOnceAndStays() {
        var rebuilds = new ArrayDeque<Runnable>();
        var busy = new LineItems(Given.responses(controls), rebuilds::add);
        var stopped = aLineItem();
        busy.put(stopped.live());
        busy.publish();
        Stream.generate(() -> aLineItem().live())
                .limit(LineItems.MOST_CHANGES + 1)
                .forEach(busy::put);
        busy.publish();
        assertThat(rebuilds).as("is being made anew").hasSize(1);
        var added = aLineItem();

        busy.remove(stopped.id());
        busy.put(added.live());
        busy.publish();

        assertThat(found(busy)).extracting(LineItem::id).contains(added.id()).doesNotContain(stopped.id());
        rebuilds.remove().run();
        assertThat(found(busy)).extracting(LineItem::id).contains(added.id()).doesNotContain(stopped.id());
        assertThat(busy.index().changes()).as("beside what was made").isEqualTo(2);
    }

    @Test
    void whatPeopleTurnOutToLikeIsLookedAtEarlier() {
        var paying = aLineItem().bid(PricingModel.CPC, 3_000_000);
        var clicked = aLineItem().bid(PricingModel.CPC, 2_000_000);
        lineItems.put(paying.live());
        lineItems.put(clicked.live());
        lineItems.publish();
        assertThat(found().get(0).id()).isEqualTo(paying.id());

        controls.set(new ResponseRates(clicked.creative(), SPORT, .1, .05, .001, .0001, .02, 1_000, NOON, null));
        lineItems.revalue(new RatesChanged(Set.of(clicked.creative())));

        assertThat(found().get(0).id()).isEqualTo(clicked.id());
    }

    @Test
    void whoIsPacedBelowWhatStillMattersIsPassedOver() {
        var dear = aLineItem().bid(PricingModel.CPM, 90_000_000);
        var cheap = aLineItem().bid(PricingModel.CPM, 50_000_000);
        lineItems.put(dear.live());
        lineItems.put(cheap.live());
        lineItems.publish();
        var cheapCeiling = found().get(1).ceilingMicros();

        lineItems.pace(Map.of(dear.id(), .9));
        assertThat(found(lineItems, cheapCeiling)).extracting(LineItem::id).containsExactly(cheap.id());

        lineItems.pace(Map.of());
        assertThat(found(lineItems, cheapCeiling)).extracting(LineItem::id).containsExactly(dear.id(), cheap.id());
    }

    @Test
    void aLineItemInAZoneThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> lineItems.put(aLineItem().zone("Asia/Nowhere").live()))
                .isInstanceOf(RuntimeException.class);
        assertThat(lineItems.size()).isZero();
    }

    @Test
    void aRecordUnderAnothersKeyIsRefused() {
        var item = aLineItem();
        var listener = new LineItemsListener(lineItems);

        assertThatThrownBy(() -> listener.read(aLineItem().id().toString(), Json.write(item.live())))
                .hasMessageContaining("has the key");
        assertThat(lineItems.size()).isZero();

        listener.read(item.id().toString(), Json.write(item.live()));
        assertThat(lineItems.size()).isEqualTo(1);
    }

    private List<LineItem> found() {
        return found(lineItems);
    }

    private static List<LineItem> found(LineItems among) {
        return found(among, Double.NEGATIVE_INFINITY);
    }

    private static List<LineItem> found(LineItems among, double leastMicros) {
        var search = among.index().search(ANYTHING);
        return Stream.iterate(search.next(leastMicros), Objects::nonNull, found -> search.next(leastMicros))
                .toList();
    }
}
