package io.houdao.placement.decision.candidates;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.feedback.ExperienceControl.ResponseRates;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.placement.control.Controls;
import io.houdao.placement.control.RatesChanged;
import io.houdao.placement.decision.viewer.Tags;
import io.houdao.placement.exposure.LongCaps;
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
    private final LineItems lineItems = new LineItems(Given.responses(controls), new LongCaps(), Runnable::run);

    @Test
    void whatIsPutTakesThePlaceOfWhatWasThere() {
        var item = aLineItem();
        lineItems.put(LineItem.of(item.version(3).live()));
        lineItems.publish();

        lineItems.put(LineItem.of(item.version(2).live()));
        lineItems.publish();

        assertThat(found())
                .as("a database that was restored counts from an older version")
                .singleElement()
                .satisfies(only -> assertThat(only.live().version()).isEqualTo(2));
    }

    @Test
    void whatWasRemovedIsNotFoundUntilItIsPutAgain() {
        var item = LineItem.of(aLineItem().live());
        lineItems.put(item);
        lineItems.publish();

        lineItems.remove(item.id());
        lineItems.publish();

        assertThat(found()).isEmpty();

        lineItems.put(item);
        lineItems.publish();

        assertThat(found()).hasSize(1);
    }

    @Test
    void manyChangesMakeTheIndexAnew() {
        Stream.generate(() -> LineItem.of(aLineItem().live())).limit(1_000).forEach(item -> {
            lineItems.put(item);
            lineItems.publish();
        });

        assertThat(found()).hasSize(1_000);
        assertThat(lineItems.index().changes()).isLessThanOrEqualTo(256);
    }

    @Test
    void whatChangesWhileTheIndexIsMadeAnewIsSeenAtOnceAndStays() {
        var rebuilds = new ArrayDeque<Runnable>();
        var busy = new LineItems(Given.responses(controls), new LongCaps(), rebuilds::add);
        var stopped = aLineItem();
        busy.put(LineItem.of(stopped.live()));
        busy.publish();
        Stream.generate(() -> LineItem.of(aLineItem().live()))
                .limit(LineItems.MOST_CHANGES + 1)
                .forEach(busy::put);
        busy.publish();
        assertThat(rebuilds).as("is being made anew").hasSize(1);
        var added = aLineItem();

        busy.remove(stopped.id());
        busy.put(LineItem.of(added.live()));
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
        lineItems.put(LineItem.of(paying.live()));
        lineItems.put(LineItem.of(clicked.live()));
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
        lineItems.put(LineItem.of(dear.live()));
        lineItems.put(LineItem.of(cheap.live()));
        lineItems.publish();
        var cheapCeiling = found().get(1).ceilingMicros();

        lineItems.pace(Map.of(dear.id(), .9));
        assertThat(found(lineItems, cheapCeiling)).extracting(LineItem::id).containsExactly(cheap.id());

        lineItems.pace(Map.of());
        assertThat(found(lineItems, cheapCeiling)).extracting(LineItem::id).containsExactly(dear.id(), cheap.id());
    }

    private List<LineItem> found() {
        return found(lineItems);
    }

    private static List<LineItem> found(LineItems among) {
        return found(among, Double.NEGATIVE_INFINITY);
    }

    private static List<LineItem> found(LineItems among, double leastMicros) {
        var search = among.index().search(ANYTHING, true);
        return Stream.iterate(search.next(leastMicros), Objects::nonNull, found -> search.next(leastMicros))
                .toList();
    }
}
