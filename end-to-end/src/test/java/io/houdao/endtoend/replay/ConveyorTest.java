package io.houdao.endtoend.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConveyorTest {

    @Test
    void whatOnePersonMetIsHandledInItsOrderAndAllOfItOnce() {
        var handled = new ConcurrentLinkedQueue<Exposure>();
        var all = IntStream.range(0, 5_000).mapToObj(i -> exposure(i % 37, i)).toList();

        try (var conveyor = new Conveyor(handled::add)) {
            all.forEach(conveyor::add);
            conveyor.drain();
        }

        assertThat(handled).containsExactlyInAnyOrderElementsOf(all);
        for (var person = 0; person < 37; person++) {
            assertThat(of(person, List.copyOf(handled))).isEqualTo(of(person, all));
        }
    }

    @Test
    void peopleDoNotWaitForEachOther() throws InterruptedException {
        var second = new CountDownLatch(1);
        try (var conveyor = new Conveyor(exposure -> {
            if (exposure.userId().equals("0")) {
                await(second);
            } else {
                second.countDown();
            }
        })) {
            conveyor.add(exposure(0, 0));
            conveyor.add(exposure(1, 1));
            conveyor.drain();
        }
        assertThat(second.getCount()).isZero();
    }

    @Test
    void aFailureStopsIt() {
        var handled = new AtomicInteger();
        try (var conveyor = new Conveyor(exposure -> {
            handled.incrementAndGet();
            throw new IllegalArgumentException("no such slot");
        })) {
            assertThatThrownBy(() -> {
                        for (var exposure : Collections.nCopies(10_000, exposure(0, 0))) {
                            conveyor.add(exposure);
                        }
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("no such slot");
        }
        assertThat(handled.get()).isLessThan(1_000);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Exposure> of(int person, List<Exposure> exposures) {
        var some = new ArrayList<>(exposures);
        some.removeIf(exposure -> !exposure.userId().equals(String.valueOf(person)));
        return some;
    }

    private static Exposure exposure(int person, int video) {
        return new Exposure(false, String.valueOf(person), String.valueOf(video), "1", 3_000, false, false, true);
    }
}
