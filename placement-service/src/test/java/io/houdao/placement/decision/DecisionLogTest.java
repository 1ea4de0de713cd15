package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.kit.event.EventPublisher;
import io.houdao.kit.event.Publishers;
import io.houdao.placement.Steps;
import io.houdao.placement.exposure.Memories;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to decisions while Kafka is down. */
class DecisionLogTest {

    private static final int ROOM = 2;

    private final Steps clock = new Steps();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DecisionSettings settings =
            Replica.settings(Map.of("houdao.decisions.log-in-flight", String.valueOf(ROOM)));
    private final EventPublisher publisher = Publishers.toNowhere();
    private final DecisionLog log = new DecisionLog(publisher, new Contests(settings), meters, settings);

    @AfterEach
    void stop() throws InterruptedException {
        log.stop(null);
        Publishers.close(publisher);
    }

    @Test
    void whatDoesNotFitAndWhatKafkaDoesNotTakeIsLostAndCounted() {
        var household = Household.some();
        var replica = new Replica(
                clock, Memories.aStore(clock), SPORT, Map.of(), List.of(aLineItem()), household.projections(false));
        var decision =
                replica.ask(household.annsFirst(), SPORT, null).decisions().get(0);

        for (var number = 0; number < 5; number++) {
            log.append(decision);
        }

        assertThat(lost()).as("what did not fit").isEqualTo(5 - ROOM);
        assertThat(inFlight()).isEqualTo(ROOM);
        log.start(null);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(lost()).isEqualTo(5));
        assertThat(meters.counter("houdao.decisions.log.sent").count()).isZero();
        assertThat(inFlight()).as("what is lost makes room").isZero();
        log.append(decision);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(lost()).isEqualTo(6));
    }

    private double inFlight() {
        return meters.get("houdao.decisions.log.in.flight").gauge().value();
    }

    private double lost() {
        return meters.counter("houdao.decisions.log.lost").count();
    }
}
