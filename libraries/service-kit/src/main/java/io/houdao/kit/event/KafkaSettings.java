package io.houdao.kit.event;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How a client reaches Kafka: everything that is configured below {@code kafka.}, such as {@code kafka.bootstrap.servers},
 * {@code kafka.security.protocol} and {@code kafka.ssl.keystore.location}. Channels take the same settings by themselves.
 */
@ApplicationScoped
public class KafkaSettings {

    private final Map<String, Object> shared;

    KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> shared) {
        this.shared = shared;
    }

    /** The shared settings together with a client's own, which win. They name no consumer group. */
    public Map<String, Object> with(Map<String, Object> own) {
        var settings = new HashMap<>(shared);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.putAll(own);
        return settings;
    }
}
