package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.placement.Showing;
import io.houdao.placement.ALineItem;
import io.houdao.placement.RealRedis;
import io.houdao.placement.Steps;
import io.houdao.placement.exposure.Memories;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.SharedRedis;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Caps and gaps, on the whole pipeline: on two replicas at once, in the heap and in Redis, with consent and without. */
class CapsPropertiesTest {

    private static final Duration GAP = Duration.ofSeconds(20);
    private static final Map<String, String> TERMS = Map.of("houdao.scenes.defaults.minimum-gap", GAP.toString());
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Duration> PATIENCE = List.of(Duration.ofSeconds(10), Duration.ofMillis(20));
    private static final int ASKED = 40;

    private static RealRedis server;
    private static List<SharedRedis> clients;

    @BeforeContainer
    static void start() {
        server = new RealRedis();
        clients = Stream.generate(() -> Memories.redis(server)).limit(2).toList();
        Memories.inRedis(clients.get(0), PATIENCE.get(0), new Steps()).filled();
    }

    @AfterContainer
    static void stop() {
        clients.forEach(SharedRedis::close);
        server.close();
    }

    /** Two replicas answer the devices of one household at the same time, in whatever order their threads come to run. */
    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void capsAndGapsHoldForAnyInterleavingOfTwoReplicas(@ForAll long seed)
            throws InterruptedException, ExecutionException {
        var perHousehold =
                aLineItem().bid(PricingModel.CPM, 50_000_000).cap(cap(Level.LINE_ITEM, Per.HOUSEHOLD, 3, HOUR));
        var perPerson = aLineItem().bid(PricingModel.CPM, 45_000_000).cap(cap(Level.CAMPAIGN, Per.PERSON, 2, HOUR));
        var perDevice = aLineItem().bid(PricingModel.CPM, 40_000_000).cap(cap(Level.CREATIVE, Per.DEVICE, 1, HOUR));

        var household = Household.some();
        var patience = PATIENCE.get(Math.floorMod(seed, PATIENCE.size()));

        var shown = atOnce(household, patience, List.of(perHousehold, perPerson, perDevice, aLineItem()), seed);

        assertThat(shown.isEmpty() && patience.equals(PATIENCE.get(0))).isFalse();
        assertCap(3, HOUR, of(perHousehold, shown), showing -> "household");
        assertCap(2, HOUR, of(perPerson, shown), showing -> household.owner(showing.deviceId()));
        assertCap(1, HOUR, of(perDevice, shown), Showing::deviceId);
        assertGaps(household, shown);
    }

    private static List<Showing> atOnce(Household household, Duration patience, List<ALineItem> live, long seed)
            throws InterruptedException, ExecutionException {
        var clock = new Steps();
        var shown = new ConcurrentLinkedQueue<Showing>();
        var people = household.projections(false);
        var begin = new CyclicBarrier(2);
        var work = IntStream.range(0, 2)
                .<Callable<Void>>mapToObj(number -> () -> {
                    var replica = new Replica(
                            clock, Memories.inRedis(clients.get(number), patience, clock), SPORT, TERMS, live, people);
                    var random = new Random(seed + number);
                    begin.await();
                    for (var asked = 0; asked < ASKED; asked++) {
                        clock.go(Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(15_000) : 0));
                        var device = household.devices().get(random.nextInt(3));
                        shown(replica.ask(device, SPORT, null)).forEach(shown::add);
                    }
                    return null;
                })
                .toList();
        var threads = Executors.newFixedThreadPool(2);
        for (var end : threads.invokeAll(work)) {
            end.get();
        }
        threads.shutdown();
        return List.copyOf(shown);
    }

    private static FrequencyCap cap(Level level, Per per, int limit, Duration window) {
        return new FrequencyCap(level, per, limit, window);
    }

    private static List<Showing> of(ALineItem lineItem, List<Showing> shown) {
        return shown.stream()
                .filter(showing -> showing.lineItemId().equals(lineItem.id()))
                .toList();
    }

    private static void assertCap(int limit, Duration window, List<Showing> shown, Function<Showing, Object> whose) {
        for (var last : shown) {
            var inWindow = shown.stream()
                    .filter(showing -> whose.apply(showing).equals(whose.apply(last)))
                    .filter(showing ->
                            showing.decidedAt().isAfter(last.decidedAt().minus(window)))
                    .filter(showing -> !showing.decidedAt().isAfter(last.decidedAt()))
                    .count();
            assertThat(inWindow).isLessThanOrEqualTo(limit);
        }
    }

    private static void assertGaps(Household household, List<Showing> shown) {
        for (var person : List.of(household.ann(), household.bob())) {
            var times = shown.stream()
                    .filter(showing -> household.owner(showing.deviceId()).equals(person))
                    .map(Showing::decidedAt)
                    .sorted()
                    .toList();
            for (var next = 1; next < times.size(); next++) {
                assertThat(Duration.between(times.get(next - 1), times.get(next)))
                        .isGreaterThanOrEqualTo(GAP);
            }
        }
    }

    /** Principle 3: refusing costs nobody anything. And where it is kept what people saw makes no difference. */
    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void withConsentOffNoCreativeIsSeenMoreOftenThanWithConsentOn(@ForAll long seed) {
        var live = someCapped(new Random(seed), random -> Duration.ofMinutes(1 + random.nextInt(29 * 24 * 60)));

        var inHeap = seen(seed, live, Memories::aStore, false);
        var inRedis = seen(seed, live, clock -> Memories.inRedis(clients.get(0), PATIENCE.get(0), clock), false);
        var onTheDevice = seen(seed, live, Memories::aStore, true);

        assertThat(inHeap).isNotEmpty();
        assertThat(inRedis).isEqualTo(inHeap);
        onTheDevice.forEach(
                (creative, times) -> assertThat(times).isLessThanOrEqualTo(inHeap.getOrDefault(creative, 0)));
    }

    /** Whatever else of an advertiser is shown, for years, and wherever it is kept what people saw. */
    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void capsHoldHoweverLongTheirWindows(@ForAll long seed) {
        var live = someCapped(new Random(seed), CapsPropertiesTest::aLongWindow);
        live.add(aLineItem().of(live.get(0).campaign(), live.get(0).advertiser()));

        assertCaps(live, shown(seed, live, Memories::aStore, false));
        assertCaps(live, shown(seed, live, clock -> Memories.inRedis(clients.get(0), PATIENCE.get(0), clock), false));
        assertCaps(live, shown(seed, live, Memories::aStore, true));
    }

    private static Duration aLongWindow(Random random) {
        return random.nextBoolean() ? FrequencyCap.FOREVER : Duration.ofDays(1 + random.nextInt(400));
    }

    /* All was shown on one device. */
    private static void assertCaps(List<ALineItem> live, List<Showing> shown) {
        assertThat(shown).isNotEmpty();
        for (var lineItem : live) {
            for (var cap : lineItem.live().caps()) {
                var counted = shown.stream()
                        .filter(showing -> isCounted(showing, cap.level(), lineItem))
                        .toList();
                of(lineItem, shown)
                        .forEach(last -> assertThat(
                                        counted.stream().filter(showing -> isWithin(cap.window(), showing, last)))
                                .as("%s", cap)
                                .hasSizeLessThanOrEqualTo(cap.limit()));
            }
        }
    }

    private static boolean isCounted(Showing showing, Level level, ALineItem lineItem) {
        return switch (level) {
            case CREATIVE -> showing.creativeId().equals(lineItem.creative());
            case LINE_ITEM -> showing.lineItemId().equals(lineItem.id());
            case CAMPAIGN -> showing.campaignId().equals(lineItem.campaign());
            case ADVERTISER -> showing.advertiserId().equals(lineItem.advertiser());
        };
    }

    private static boolean isWithin(Duration window, Showing showing, Showing last) {
        return !showing.decidedAt().isAfter(last.decidedAt())
                && showing.decidedAt().isAfter(last.decidedAt().minus(window));
    }

    private static List<ALineItem> someCapped(Random random, Function<Random, Duration> window) {
        var live = new ArrayList<ALineItem>();
        for (var number = 0; number <= random.nextInt(4); number++) {
            var caps = Stream.generate(() -> aCap(random, window.apply(random)))
                    .limit(1 + random.nextInt(2))
                    .toArray(FrequencyCap[]::new);
            live.add(aLineItem()
                    .bid(PricingModel.CPM, 10_000_000 + random.nextInt(40_000_000))
                    .cap(caps));
        }
        live.sort(Comparator.comparing(lineItem -> lineItem.id().value()));
        return live;
    }

    private static FrequencyCap aCap(Random random, Duration window) {
        return cap(Level.values()[random.nextInt(4)], Per.values()[random.nextInt(3)], 1 + random.nextInt(3), window);
    }

    /** How often Ann sees what on her first television in some days. */
    private static Map<CreativeId, Integer> seen(
            long seed, List<ALineItem> live, Function<Clock, ServingStore> store, boolean refused) {
        var times = new HashMap<CreativeId, Integer>();
        shown(seed, live, store, refused, Duration.ofDays(1))
                .forEach(showing -> times.merge(showing.creativeId(), 1, Integer::sum));
        return times;
    }

    private static List<Showing> shown(
            long seed, List<ALineItem> live, Function<Clock, ServingStore> store, boolean refused) {
        return shown(seed, live, store, refused, Duration.ofDays(100));
    }

    /** What Ann sees on her first television, who switches it on after pauses of up to that. */
    private static List<Showing> shown(
            long seed,
            List<ALineItem> live,
            Function<Clock, ServingStore> makeStore,
            boolean refused,
            Duration longestPause) {
        var random = new Random(seed);
        var clock = new Steps();
        var ann = Household.some();
        var store = makeStore.apply(clock);
        var replica = new Replica(clock, store, SPORT, TERMS, live, ann.projections(refused));
        var shown = new ArrayList<Showing>();
        String state = null;
        for (var asked = 0; asked < ASKED; asked++) {
            clock.go(Duration.ofMillis(
                    random.nextInt(2) == 0 ? random.nextInt(30_000) : random.nextLong(longestPause.toMillis())));
            store.forgetOld();
            var decided = replica.ask(ann.annsFirst(), SPORT, state);
            shown(decided).forEach(shown::add);
            state = decided.exposureState() == null ? state : decided.exposureState();
        }
        return shown;
    }

    private static Stream<Showing> shown(DecisionService.Decided decided) {
        return decided.decisions().stream().flatMap(decision -> Stream.ofNullable(decision.showing()));
    }
}
