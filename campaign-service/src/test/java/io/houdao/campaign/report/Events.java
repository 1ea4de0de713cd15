package io.houdao.campaign.report;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.local.LocalStackResource;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** feedback-service, as far as this service hears of it: what it says on its topic. */
public final class Events implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", LocalStackResource.kafkaBootstrap(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());

    /** One showing of a line item, as its receipt tells. */
    public static Showing showing(UUID lineItemId, PricingModel pricing, long priceMicros) {
        return new Showing(
                new DecisionId(UUID.randomUUID()),
                Instant.now(),
                null,
                null,
                new TouchpointId("tv-launcher"),
                new SlotId("tv-launcher.boot"),
                Scene.of("home/entertainment"),
                new LineItemId(lineItemId),
                new CampaignId(UUID.randomUUID()),
                new AdvertiserId(UUID.randomUUID()),
                new CreativeId(UUID.nameUUIDFromBytes(lineItemId.toString().getBytes())),
                pricing,
                priceMicros,
                1,
                0);
    }

    /** An impression that costs {@code priceMicros}. */
    public static ExperienceEvent impression(UUID lineItemId, long priceMicros) {
        return impression(showing(lineItemId, PricingModel.CPM, priceMicros));
    }

    /** One that happened at {@code moment}. */
    public static ExperienceEvent impression(UUID lineItemId, long priceMicros, Instant moment) {
        return new ExperienceEvent.Impression(
                showing(lineItemId, PricingModel.CPM, priceMicros), moment, Instant.now());
    }

    public static ExperienceEvent impression(Showing showing) {
        return new ExperienceEvent.Impression(showing, Instant.now(), Instant.now());
    }

    public void say(ExperienceEvent event) {
        say(event.showing().key(), Json.write(event));
    }

    public void say(String key, byte[] body) {
        producer.send(new ProducerRecord<>(Topics.EVENTS, key, body));
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
