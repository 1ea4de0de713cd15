package io.houdao.kit.event;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Publishers for tests that need no container. */
public final class Publishers {

    private Publishers() {}

    /** One whose Kafka is down: nobody listens on that port. */
    public static EventPublisher toNowhere() {
        var nowhere = Map.<String, Object>of("bootstrap.servers", "127.0.0.1:1", "delivery.timeout.ms", 2_000);
        return new EventPublisher(new KafkaSettings(nowhere), "placement-service", Duration.ZERO, Clock.systemUTC());
    }

    public static void close(EventPublisher publisher) {
        publisher.close();
    }
}
