package io.houdao.placement.decision.candidates;

import io.houdao.benchmark.festival.Inventory;
import io.houdao.benchmark.festival.LineItemsForSale;
import io.houdao.benchmark.festival.Person;
import io.houdao.placement.decision.viewer.FestivalTags;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Every line item that matches a query is found, none is left for later. */
@NullUnmarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MatchBenchmark {

    private static final int QUERIES = 1_024;

    @Param({"10000", "100000", "1000000"})
    public int lineItems;

    private CandidateIndex index;
    private Query[] queries;
    private int next;

    /** Makes the index and the queries of some of the people. */
    @Setup
    public void setUp() {
        index = CandidateIndex.of(
                LineItemsForSale.of(lineItems, 11)
                        .map(live -> LineItem.of(live).valued(live.bid().amountMicros(), 0))
                        .toList(),
                Map.of());
        var random = new Random(12);
        queries = IntStream.range(0, QUERIES)
                .mapToObj(number -> query(number, random))
                .toArray(Query[]::new);
        var found = 0L;
        for (var number = 0; number < QUERIES; number++) {
            found += match();
        }
        System.out.printf("%n%d line items, %.1f %% match%n", lineItems, found * 100.0 / QUERIES / lineItems);
    }

    private static Query query(int person, Random random) {
        var slot = random.nextInt(Inventory.SLOTS);
        return new Query(
                Inventory.TOUCHPOINTS.get(Inventory.touchpointOf(slot)),
                Inventory.kind(Inventory.touchpointOf(slot)),
                Inventory.LANGUAGE,
                Inventory.slotClass(slot),
                Inventory.SCENES.get(random.nextInt(Inventory.SCENES.size())),
                Inventory.REGION,
                person % WeekHours.COUNT,
                Set.of(),
                FestivalTags.of(Person.projection(person)));
    }

    /** Returns how many line items matched. */
    @Benchmark
    public int match() {
        var search = index.search(queries[next++ % QUERIES], false);
        var found = 0;
        while (search.next(Double.NEGATIVE_INFINITY) != null) {
            found++;
        }
        return found;
    }
}
