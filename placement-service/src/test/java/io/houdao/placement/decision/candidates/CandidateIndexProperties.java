package io.houdao.placement.decision.candidates;

import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.TouchpointId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The bitmaps find exactly what looking at every line item finds, also while changes lie beside them. */
class CandidateIndexProperties {

    private static final List<Scene> SCENES =
            List.of(Scene.of("home/sport"), Scene.of("home/life"), Scene.of("personal/work"));
    private static final List<String> TOUCHPOINTS = List.of("tv", "phone", "watch");
    private static final List<SlotClass> CLASSES = List.of(SlotClass.BANNER, SlotClass.OTT, SlotClass.FEED);

    @Property(tries = 200)
    void theIndexFindsWhatBruteForceFinds(
            @ForAll long seed, @ForAll @IntRange(max = 200) int size, @ForAll @IntRange(max = 40) int changes) {
        var random = new Random(seed);
        var live = new HashMap<LineItemId, LineItem>();
        IntStream.range(0, size).mapToObj(number -> randomLineItem(random)).forEach(item -> live.put(item.id(), item));
        var index = CandidateIndex.of(live.values());

        for (var change = 0; change < changes; change++) {
            index = index.with(randomChange(random, live));
        }

        for (var query : queries(random, live.keySet())) {
            var match = index.match(query);
            assertThat(match.matching()).containsExactlyInAnyOrderElementsOf(bruteForce(live.values(), query, true));
            assertThat(match.withoutVariant())
                    .containsExactlyInAnyOrderElementsOf(bruteForce(live.values(), query, false));
        }
    }

    private static List<LineItem> bruteForce(Collection<LineItem> all, Query query, boolean withVariant) {
        return all.stream()
                .filter(query::accepts)
                .filter(item -> item.hasVariant(query.slotClass(), query.scene()) == withVariant)
                .toList();
    }

    /** Adds, replaces or removes one, in {@code live} too. */
    private static Map<LineItemId, LineItem> randomChange(Random random, Map<LineItemId, LineItem> live) {
        var change = new HashMap<LineItemId, LineItem>();
        var known = live.keySet().stream().findFirst();
        if (known.isPresent() && random.nextBoolean()) {
            live.remove(known.get());
            change.put(known.get(), null);
        } else {
            var added = randomLineItem(random);
            live.put(added.id(), added);
            change.put(added.id(), added);
        }
        return change;
    }

    private static LineItem randomLineItem(Random random) {
        var item = aLineItem()
                .bid(PricingModel.CPM, random.nextInt(100) * 1_000_000L)
                .scenes(some(random, SCENES, 1).toArray(Scene[]::new))
                .on(some(random, TOUCHPOINTS, 0).toArray(String[]::new))
                .slotClass(CLASSES.get(random.nextInt(CLASSES.size())));
        return LineItem.of((random.nextInt(4) == 0 ? item.dealOnly() : item).live());
    }

    private static <T> Set<T> some(Random random, List<T> all, int least) {
        var some = new HashSet<T>();
        all.stream().filter(each -> random.nextBoolean()).forEach(some::add);
        return some.size() < least ? Set.of(all.get(random.nextInt(all.size()))) : some;
    }

    private static List<Query> queries(Random random, Set<LineItemId> ids) {
        var deals = new HashSet<LineItemId>(Set.of(aLineItem().id()));
        ids.stream().filter(id -> random.nextInt(4) == 0).forEach(deals::add);
        return SCENES.stream()
                .flatMap(scene -> TOUCHPOINTS.stream()
                        .flatMap(touchpoint -> CLASSES.stream()
                                .flatMap(slotClass -> List.of(
                                        new Query(new TouchpointId(touchpoint), slotClass, scene, Set.of()),
                                        new Query(new TouchpointId(touchpoint), slotClass, scene, deals))
                                        .stream())))
                .toList();
    }
}
