package io.houdao.placement.pacing;

import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.decision.candidates.LineItem;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Leases leases = new Leases();
    private final LineItemId lineItem = new LineItemId(UUID.randomUUID());

    @Test
    void whatOneHoldsOfALineItemIsNotHeldByTheNextWhoKnowsIt() {
        var known = LineItem.of(aLineItem().live());
        leases.grant(UUID.randomUUID(), known.id(), 100, NOON.plusSeconds(1));

        assertThat(leases.of(known).availableMicros(NOON)).isEqualTo(100);
        assertThat(new Leases().of(known).availableMicros(NOON)).isZero();
        assertThat(leases.of(known).availableMicros(NOON)).isEqualTo(100);
    }

    @Test
    void nothingIsPromisedWithoutALease() {
        assertThat(leases.availableMicros(lineItem, NOON)).isZero();
        assertThat(leases.take(lineItem, 1, NOON)).isFalse();
        assertThat(leases.take(lineItem, 0, NOON)).isTrue();
    }

    @Test
    void onlyWhatSomebodyLookedForCountsAsAskedFor() {
        leases.grant(UUID.randomUUID(), new LineItemId(UUID.randomUUID()), 100, NOON.plusSeconds(1));

        leases.availableMicros(lineItem, NOON);

        assertThat(leases.askedForSince(NOON.minusMillis(1))).containsExactly(lineItem);
        assertThat(leases.askedForSince(NOON)).isEmpty();
    }

    @Test
    void aLeaseIsGoodUntilJustBeforeItsEndAndToTheLastMicro() {
        leases.grant(UUID.randomUUID(), lineItem, 100, NOON);

        assertThat(leases.take(lineItem, 101, NOON.minusMillis(1))).isFalse();
        assertThat(leases.take(lineItem, 99, NOON.minusMillis(1))).isTrue();
        assertThat(leases.take(lineItem, 1, NOON)).isFalse();
        assertThat(leases.take(lineItem, 1, NOON.minusMillis(1))).isTrue();
        assertThat(leases.take(lineItem, 1, NOON.minusMillis(1))).isFalse();
    }

    @Test
    void aPromiseUsesUpTheOldestLeaseFirst() {
        var older = UUID.randomUUID();
        var newer = UUID.randomUUID();
        leases.grant(older, lineItem, 60, NOON.plusSeconds(1));
        leases.grant(newer, lineItem, 60, NOON.plusSeconds(1));

        assertThat(leases.take(lineItem, 121, NOON)).isFalse();
        assertThat(leases.take(lineItem, 61, NOON)).isTrue();
        assertThat(leases.removeOver(NOON.plusSeconds(1))).containsExactly(entry(newer, 59L));
    }

    @Test
    void whatWasGivenBackCannotBePromised() {
        var lease = UUID.randomUUID();
        leases.grant(lease, lineItem, 100, NOON);
        leases.take(lineItem, 30, NOON.minusMillis(1));

        var rests = leases.removeOver(NOON);

        assertThat(rests).containsExactly(entry(lease, 70L));
        assertThat(leases.availableMicros(lineItem, NOON.minusMillis(1))).isZero();
        assertThat(leases.take(lineItem, 1, NOON.minusMillis(1))).isFalse();
        assertThat(leases.removeOver(NOON)).isEmpty();
    }

    @Test
    void moreIsWantedOnceLessThanHalfLasts() {
        leases.grant(UUID.randomUUID(), lineItem, 50, NOON);

        assertThat(leases.wantMicros(lineItem, 1, 100, NOON.minusMillis(1))).isZero();
        assertThat(leases.wantMicros(lineItem, 1, 101, NOON.minusMillis(1))).isEqualTo(51);
        assertThat(leases.wantMicros(lineItem, 1, 100, NOON)).isEqualTo(100);
    }

    @Test
    void moreIsWantedOnceNotEvenOneShowingAtTheFullBidLasts() {
        leases.grant(UUID.randomUUID(), lineItem, 60, NOON);
        var before = NOON.minusMillis(1);

        assertThat(leases.wantMicros(lineItem, 60, 100, before)).isZero();
        assertThat(leases.wantMicros(lineItem, 61, 100, before)).isEqualTo(40);
        assertThat(leases.wantMicros(lineItem, 200, 100, before)).isEqualTo(40);
    }

    @Test
    void aLeaseHoldsManyShowingsWhileMuchIsLeftAndAtTheEndOne() {
        assertThat(Leases.fullMicros(30, 200, 10_000_000)).isEqualTo(6_000);
        assertThat(Leases.fullMicros(30, 200, 500_000)).isEqualTo(500);
        assertThat(Leases.fullMicros(30, 200, 40)).isEqualTo(30);
        assertThat(Leases.fullMicros(0, 200, 40)).isEqualTo(1);
    }

    @Test
    void manyAtOnceNeverPromiseMoreThanIsLeased() throws InterruptedException, ExecutionException {
        leases.grant(UUID.randomUUID(), lineItem, 100_000, Instant.MAX);
        var threads = Executors.newFixedThreadPool(8);
        Callable<Long> greedy = () -> Stream.generate(() -> leases.take(lineItem, 7, NOON))
                .takeWhile(taken -> taken)
                .count();

        var promised = 0L;
        for (var thread :
                threads.invokeAll(Stream.generate(() -> greedy).limit(8).toList())) {
            promised += thread.get();
        }
        threads.shutdown();

        assertThat(promised).isEqualTo(100_000 / 7);
    }
}
