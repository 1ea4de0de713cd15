package io.houdao.placement.decision.candidates;

import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Language;
import io.houdao.contracts.Region;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.Daypart;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.campaign.TagExpression.All;
import io.houdao.contracts.campaign.TagExpression.Any;
import io.houdao.contracts.campaign.TagExpression.Has;
import io.houdao.contracts.campaign.TagExpression.Not;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.placement.ALineItem;
import io.houdao.placement.control.Controls;
import io.houdao.placement.decision.viewer.Permitted;
import io.houdao.placement.decision.viewer.Tags;
import io.houdao.placement.exposure.LongCaps;
import java.time.DayOfWeek;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The bitmaps find exactly what looking at every line item finds, also while changes lie beside them. */
class CandidateIndexPropertiesTest {

    private static final List<Scene> SCENES =
            List.of(Scene.of("home/sport"), Scene.of("home/life"), Scene.of("personal/work"));
    private static final List<String> TOUCHPOINTS = List.of("tv", "phone", "watch");
    private static final List<String> NAMED_KINDS = List.of("tv", "phone", "watch");
    /** One of them no line item names. */
    private static final List<String> KINDS = List.of("tv", "phone", "watch", "speaker");

    private static final List<String> LANGUAGES = List.of("zh", "en", "yue");
    private static final List<String> NAMED_REGIONS = List.of("CN", "CN-GD", "CN-BJ", "DE", "DE-BE");
    /** One subdivision and one country no line item names. */
    private static final List<String> REGIONS =
            Stream.concat(NAMED_REGIONS.stream(), Stream.of("CN-SH", "FR")).toList();
    /** Far apart, with summer time, and half an hour between. */
    private static final List<String> ZONES =
            List.of("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu");

    private static final double ALL = Double.NEGATIVE_INFINITY;
    private static final List<SlotClass> CLASSES = List.of(SlotClass.BANNER, SlotClass.OTT, SlotClass.FEED);
    private static final List<Tag> TAGS =
            Stream.of("a:x", "a:y", "a:z", "b:x", "b:y", "c:x").map(Tag::of).toList();
    private static final List<Tag> RARE = Stream.of("d:", "e:")
            .flatMap(domain -> IntStream.range(0, 50).mapToObj(value -> Tag.of(domain + value)))
            .toList();

    @Property(tries = 200)
    void theIndexFindsWhatBruteForceFinds(
            @ForAll long seed, @ForAll @IntRange(max = 200) int size, @ForAll @IntRange(max = 40) int changes) {
        var random = new Random(seed);
        var live = randomLineItems(random, size);
        var index = CandidateIndex.of(live.values(), Map.of());

        for (var change = 0; change < changes; change++) {
            index = index.with(randomChange(random, live));
        }

        for (var query : queries(random, live.keySet())) {
            finds(index, query, live.values());
        }
    }

    /** Who is paced may be passed over, but nobody who can be worth enough, also where pacing goes on and line items change. */
    @Property(tries = 200)
    void nobodyIsPassedOverWhoIsWorthEnough(@ForAll long seed, @ForAll @IntRange(max = 40) int changes) {
        var random = new Random(seed);
        var live = randomLineItems(random, random.nextInt(2) == 0 ? 200 : 2 * 64 * Search.FIRST_BLOCK);
        var index = CandidateIndex.of(live.values(), discounts(random, live.keySet()));
        var discounts = discounts(random, live.keySet());
        index.pace(discounts);
        for (var change = 0; change < changes; change++) {
            index = index.with(randomChange(random, live));
        }

        for (var number = 0; number < 10; number++) {
            var query = aQuery(random);
            var least = random.nextInt(100);
            var worthEnough = live.values().stream()
                    .filter(item -> item.pacedCeilingMicros(discounts.getOrDefault(item.id(), 0.0)) >= least)
                    .toList();
            for (var asPaced : List.of(true, false)) {
                var found = ids(found(index, query, asPaced, least));
                assertThat(found).containsAll(ids(matching(query, worthEnough)));
                assertThat(ids(matching(query, live.values()))).containsAll(found);
            }
        }
    }

    /** Across all blocks, also after pacing went on. */
    @Property(tries = 100)
    void whoIsWorthMostAsPacedComesFirst(@ForAll long seed) {
        var random = new Random(seed);
        var live = randomLineItems(random, random.nextInt(5) > 0 ? 200 : 4 * 64 * Search.FIRST_BLOCK);
        var index = CandidateIndex.of(live.values(), discounts(random, live.keySet()));
        var discounts = discounts(random, live.keySet());
        index.pace(discounts);

        assertThat(found(index, aQuery(random), true, ALL))
                .extracting(item -> (float) item.pacedCeilingMicros(discounts.getOrDefault(item.id(), 0.0)))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    /** A roadblock looks for several at a time; a search that is over leaves its room to the next. */
    @Property(tries = 100)
    void searchesOfOneThreadDoNotDisturbEachOther(@ForAll long seed) {
        var random = new Random(seed);
        var live = randomLineItems(random, 200);
        var index = CandidateIndex.of(live.values(), discounts(random, live.keySet()));
        var queries = Stream.generate(() -> aQuery(random)).limit(4).toList();
        var alone =
                queries.stream().map(query -> found(index, query, true, ALL)).toList();
        var over = index.search(queries.get(0), true);
        over.next(ALL);
        over.close();
        assertThat(over.next(ALL)).isNull();

        var searches = queries.stream().map(query -> index.search(query, true)).toList();
        over.close();
        var together = Stream.generate(() -> new ArrayList<LineItem>()).limit(4).toList();
        for (var turn = 0; turn < 4 * live.size(); turn++) {
            var number = random.nextInt(4);
            var next = searches.get(number).next(ALL);
            if (next == null) {
                searches.get(number).close();
            } else {
                together.get(number).add(next);
            }
        }
        for (var number = 0; number < 4; number++) {
            var rest = searches.get(number);
            Stream.iterate(rest.next(ALL), Objects::nonNull, found -> rest.next(ALL))
                    .forEach(together.get(number)::add);
        }

        assertThat(together).isEqualTo(alone);
    }

    /** Of those in the first block pacing leaves half, of the others nothing. */
    @Property(tries = 5)
    void whereNobodyIsWorthMoreIsNotLookedFor(@ForAll long seed) {
        var random = new Random(seed);
        var live = randomLineItems(random, 4 * 64 * Search.FIRST_BLOCK);
        live.replaceAll((id, item) -> item.valued(item.ceilingMicros(), item.ceilingMicros()));
        var index = CandidateIndex.of(live.values(), Map.of());
        var inFirst = live.values().stream()
                .sorted(Bitmaps.HIGHEST_FIRST)
                .limit(64 * Search.FIRST_BLOCK)
                .toList();
        var discounts = new HashMap<LineItemId, Double>();
        live.keySet().forEach(id -> discounts.put(id, 1.0));
        inFirst.forEach(item -> discounts.put(item.id(), .5));
        index.pace(discounts);

        for (var number = 0; number < 10; number++) {
            var query = aQuery(random);
            var matching = matching(query, inFirst).size();
            var search = index.search(query, true);
            search.next(ALL);
            if (matching > 0) {
                var accepted = inFirst.stream().filter(query::accepts).count();
                var passedOver = Stream.of(search.withoutVariant(), search.outOfHours(), search.notPermitted());
                assertThat(passedOver.mapToInt(Omitted::count).sum()).isEqualTo(accepted - matching);
            }
        }
    }

    private static Map<LineItemId, Double> discounts(Random random, Collection<LineItemId> ids) {
        var discounts = new HashMap<LineItemId, Double>();
        ids.stream().filter(id -> random.nextBoolean()).forEach(id -> discounts.put(id, random.nextDouble()));
        return discounts;
    }

    private static List<LineItem> matching(Query query, Collection<LineItem> live) {
        return live.stream()
                .filter(query::accepts)
                .filter(query::hasVariantIn)
                .filter(query::isInHoursOf)
                .filter(query::isInAudienceOf)
                .toList();
    }

    /** More line items than a search reads ahead. */
    @Property(tries = 2)
    void aSearchGoesOnPastItsFirstBlock(@ForAll long seed) {
        var random = new Random(seed);
        var live = randomLineItems(random, 2 * 64 * Search.BLOCK + 100);
        var index = CandidateIndex.of(live.values(), Map.of()).with(randomChange(random, live));

        for (var number = 0; number < 10; number++) {
            finds(index, aQuery(random), live.values());
        }
    }

    /** A change is seen by the next decision whatever the rebuild does, and none is lost when it ends. */
    @Property(tries = 20)
    void changesDuringARebuildAreSeenAtOnceAndStay(@ForAll long seed) {
        var random = new Random(seed);
        var rebuilds = new ArrayDeque<Runnable>();
        var lineItems = new LineItems(Given.responses(new Controls()), new LongCaps(), rebuilds::add);
        var live = randomLineItems(random, 100);
        live.values().forEach(item -> lineItems.put(item));
        lineItems.publish();

        for (var change = 0; change < 2 * LineItems.MOST_CHANGES; change++) {
            randomChange(random, live).forEach((id, item) -> {
                if (item == null) {
                    lineItems.remove(id);
                } else {
                    lineItems.put(item);
                }
            });
            lineItems.publish();
            if (!rebuilds.isEmpty() && random.nextInt(50) == 0) {
                rebuilds.remove().run();
            }
            if (change % 64 == 0) {
                finds(lineItems.index(), aQuery(random), live.values());
            }
        }
        assertThat(rebuilds.size()).isLessThanOrEqualTo(1);
        rebuilds.forEach(Runnable::run);

        for (var query : queries(random, live.keySet())) {
            finds(lineItems.index(), query, live.values());
        }
    }

    /** What needs no permission is found with any; and a permission withdrawn brings nobody into an audience. */
    @Property(tries = 200)
    void aPermissionAddsPersonalCandidatesAndTouchesNoOther(@ForAll long seed) {
        var random = new Random(seed);
        var index = CandidateIndex.of(randomLineItems(random, 200).values(), Map.of());
        var basic = someTags(random);
        var aiot = someTags(random);
        var query = aQuery(random);

        for (var withdrawn : List.of("a", "b", "c", "d")) {
            var more = found(index, with(query, Permitted.tags(basic, aiot)));
            var less = found(index, with(query, Permitted.tags(without(withdrawn, basic), without(withdrawn, aiot))));

            assertThat(contextual(less)).isEqualTo(contextual(more));
            assertThat(more).containsAll(less);
        }
    }

    private static Query with(Query query, Tags tags) {
        return new Query(
                query.touchpoint(),
                query.deviceKind(),
                query.language(),
                query.slotClass(),
                query.scene(),
                query.region(),
                query.hour(),
                query.deals(),
                tags);
    }

    private static List<Tag> without(String domain, Collection<Tag> tags) {
        return tags.stream().filter(tag -> !tag.domain().equals(domain)).toList();
    }

    private static List<LineItem> contextual(List<LineItem> lineItems) {
        return lineItems.stream()
                .filter(lineItem -> lineItem.live().audience() == null)
                .toList();
    }

    private static List<LineItem> found(CandidateIndex index, Query query) {
        return found(index, query, false, ALL);
    }

    private static List<LineItem> found(CandidateIndex index, Query query, boolean asPaced, double leastMicros) {
        try (var search = index.search(query, asPaced)) {
            return Stream.iterate(search.next(leastMicros), Objects::nonNull, found -> search.next(leastMicros))
                    .toList();
        }
    }

    private static void finds(CandidateIndex index, Query query, Collection<LineItem> live) {
        finds(index, query, true, live);
        assertThat(finds(index, query, false, live))
                .isSortedAccordingTo((one, other) -> Double.compare(other.ceilingMicros(), one.ceilingMicros()));
    }

    private static List<LineItem> finds(CandidateIndex index, Query query, boolean asPaced, Collection<LineItem> live) {
        var search = index.search(query, asPaced);
        var found = new ArrayList<LineItem>();
        for (var next = search.next(ALL); next != null; next = search.next(ALL)) {
            found.add(next);
        }
        var accepting = live.stream().filter(query::accepts).toList();
        var made = accepting.stream().filter(query::hasVariantIn).toList();
        var inHour = made.stream().filter(query::isInHoursOf).toList();
        var expected = inHour.stream().filter(query::isInAudienceOf).toList();
        assertThat(found).hasSameSizeAs(expected);
        assertThat(Set.copyOf(ids(found))).isEqualTo(Set.copyOf(ids(expected)));
        assertThat(search.withoutVariant().count()).isEqualTo(accepting.size() - made.size());
        assertThat(search.outOfHours().count()).isEqualTo(made.size() - inHour.size());
        assertThat(search.notPermitted().count()).isEqualTo(inHour.size() - expected.size());
        assertThat(search.notPermitted().named()).noneMatch(query::isInAudienceOf);
        assertThat(search.outOfHours().named()).noneMatch(query::isInHoursOf);
        assertThat(search.withoutVariant().named()).noneMatch(query::hasVariantIn);
        return found;
    }

    private static List<LineItemId> ids(List<LineItem> lineItems) {
        return lineItems.stream().map(LineItem::id).toList();
    }

    private static Map<LineItemId, LineItem> randomLineItems(Random random, int size) {
        var live = new HashMap<LineItemId, LineItem>();
        IntStream.range(0, size).mapToObj(number -> randomLineItem(random)).forEach(item -> live.put(item.id(), item));
        return live;
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
                .onKinds(
                        random.nextBoolean()
                                ? new String[0]
                                : some(random, NAMED_KINDS, 0).toArray(String[]::new))
                .speaking(
                        random.nextBoolean()
                                ? new String[0]
                                : some(random, LANGUAGES, 0).toArray(String[]::new))
                .in(
                        random.nextBoolean()
                                ? new String[0]
                                : some(random, NAMED_REGIONS, 0).toArray(String[]::new))
                .zone(any(random, ZONES))
                .daypart(random.nextBoolean() ? new Daypart[0] : new Daypart[] {aDaypart(random), aDaypart(random)})
                .slotClass(any(random, CLASSES));
        if (random.nextInt(4) == 0) {
            item.dealOnly();
        }
        return LineItem.of(withAudience(random, item).live()).valued(random.nextInt(100), random.nextInt(100));
    }

    private static Daypart aDaypart(Random random) {
        var from = random.nextInt(24);
        return new Daypart(some(random, List.of(DayOfWeek.values()), 0), from, from + 1 + random.nextInt(24 - from));
    }

    private static ALineItem withAudience(Random random, ALineItem item) {
        return random.nextBoolean()
                ? item
                : item.audience(
                        random.nextBoolean() ? randomExpression(random, 3) : null,
                        random.nextBoolean() ? randomExpression(random, 3) : null);
    }

    private static TagExpression randomExpression(Random random, int depth) {
        var kind = depth == 0 ? 0 : random.nextInt(5);
        if (kind <= 1) {
            return new Has(random.nextInt(3) == 0 ? any(random, RARE) : any(random, TAGS));
        }
        if (kind == 2) {
            return new Not(randomExpression(random, depth - 1));
        }
        var parts = IntStream.range(0, random.nextInt(4))
                .mapToObj(part -> randomExpression(random, depth - 1))
                .toList();
        return kind == 3 ? new All(parts) : new Any(parts);
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** One tag in some domains, and several in others. */
    private static Set<Tag> someTags(Random random) {
        var tags = some(random, TAGS, 0);
        Stream.generate(() -> any(random, RARE)).limit(random.nextInt(4)).forEach(tags::add);
        return tags;
    }

    private static <T> Set<T> some(Random random, List<T> all, int least) {
        var some = new HashSet<T>();
        all.stream().filter(each -> random.nextBoolean()).forEach(some::add);
        return some.size() < least ? Set.of(any(random, all)) : some;
    }

    private static List<Query> queries(Random random, Set<LineItemId> ids) {
        var deals = new HashSet<LineItemId>(Set.of(aLineItem().id()));
        ids.stream().filter(id -> random.nextInt(4) == 0).forEach(deals::add);
        return IntStream.range(0, 30)
                .mapToObj(number -> aQuery(random, number % 2 == 0 ? Set.of() : deals))
                .toList();
    }

    private static Query aQuery(Random random) {
        return aQuery(random, Set.of());
    }

    private static Query aQuery(Random random, Set<LineItemId> deals) {
        return new Query(
                new TouchpointId(any(random, TOUCHPOINTS)),
                new DeviceKind(any(random, KINDS)),
                random.nextInt(3) == 0 ? null : new Language(any(random, LANGUAGES)),
                any(random, CLASSES),
                any(random, SCENES),
                random.nextInt(4) == 0 ? null : new Region(any(random, REGIONS)),
                random.nextInt(WeekHours.COUNT),
                deals,
                random.nextInt(4) == 0 ? Tags.NONE : Permitted.tags(someTags(random), someTags(random)));
    }
}
