package io.houdao.placement;

import static io.restassured.RestAssured.given;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.GraphEvent;
import io.houdao.contracts.profile.PersonId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.local.LocalStackResource;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The rest of the suite, as placement-service sees it: real tokens, real topics. */
final class Suite {

    static final String TEAM = "tv";

    static {
        // The first decision of a cold JVM on a busy machine takes its time.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", LocalStackResource.kafkaBootstrap(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());

    private Suite() {}

    static RequestSpecification operator() {
        return as("olga", "operator", Map.of());
    }

    static RequestSpecification operatorOf(String team) {
        return as("tina", "operator", Map.of("team", team));
    }

    static RequestSpecification device(DeviceId device) {
        return as(device.toString(), "device", Map.of());
    }

    static RequestSpecification person(PersonId person) {
        return as(person.toString(), "person", Map.of());
    }

    static RequestSpecification as(String subject, String role, Map<String, Object> claims) {
        return given().auth()
                .oauth2(LocalStackResource.issuer().token(subject, Set.of(role), claims))
                .contentType(ContentType.JSON);
    }

    static void publish(ALineItem lineItem) {
        send(Topics.LINE_ITEMS, lineItem.id().toString(), Json.write(lineItem.live()));
    }

    static void stop(LineItemId lineItem) {
        send(Topics.LINE_ITEMS, lineItem.toString(), null);
    }

    static void publish(PersonProjection projection) {
        send(Topics.PROJECTIONS, projection.personId().toString(), Json.write(projection));
    }

    static void forget(PersonId person) {
        send(Topics.PROJECTIONS, person.toString(), null);
    }

    static void publish(GraphEvent event) {
        send(Topics.GRAPH, event.personId().toString(), Json.write(event));
    }

    static void publish(ExperienceControl control) {
        send(Topics.CONTROLS, control.scope(), Json.write(control));
    }

    static void publish(ExperienceEvent event) {
        send(Topics.EVENTS, event.showing().key(), Json.write(event));
    }

    static void send(String topic, String key, byte[] body) {
        try {
            PRODUCER.send(new ProducerRecord<>(topic, key, body)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything on a topic. */
    static List<ConsumerRecord<String, byte[]>> all(String topic) {
        var settings = Map.<String, Object>of("bootstrap.servers", LocalStackResource.kafkaBootstrap());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                StreamSupport.stream(consumer.poll(Duration.ofMillis(200)).spliterator(), false)
                        .forEach(found::add);
            }
            return found;
        }
    }

    /** An open slot on a touchpoint of its own. */
    static Place aPlace(String deviceKind, String sphere, SlotClass slotClass, Scene... scenes) {
        var place = Place.unused();
        operator()
                .body(touchpoint(deviceKind, sphere))
                .put("/v1/touchpoints/" + place.touchpoint)
                .then()
                .statusCode(201);
        operator()
                .body(slot(place.touchpoint, slotClass, scenes))
                .put("/v1/slots/" + place.slot)
                .then()
                .statusCode(201);
        operatorOf(TEAM).put("/v1/slots/" + place.slot + "/consent").then().statusCode(200);
        return place;
    }

    static Place aTelevision() {
        return aPlace("tv", "home", SlotClass.BANNER, ALineItem.SPORT, Scene.of("home/life"));
    }

    static Map<String, Object> touchpoint(String deviceKind, String sphere) {
        return new HashMap<>(Map.of(
                "name", Map.of("zh", "电视桌面", "en", "TV launcher"),
                "deviceKind", deviceKind,
                "layer", "system",
                "sphere", sphere,
                "ownerTeam", TEAM));
    }

    static Map<String, Object> slot(String touchpoint, SlotClass slotClass, Scene... scenes) {
        return new HashMap<>(Map.of(
                "touchpointId", touchpoint,
                "slotClass", slotClass.name(),
                "capabilities", List.of("screen"),
                "scenes", List.of(scenes),
                "assetSchema", Map.of("required", List.of("title"), "optional", List.of()),
                "intrusivenessMicros", 0,
                "floorMicros", 0,
                "ownerTeam", TEAM,
                "closing", Map.of("offeredWithinMs", 1000, "goneWithinMs", 3000, "maxLengthMs", 30000)));
    }

    static JsonPath ask(DeviceId device, Scene scene, SlotId slot) {
        return ask(device, Map.of("scene", scene.toString(), "opportunities", List.of(opportunity("1", slot))));
    }

    static JsonPath ask(DeviceId device, Map<String, Object> request) {
        return device(device)
                .body(request)
                .post("/v1/decisions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static Map<String, Object> opportunity(String id, SlotId slot, LineItemId... deals) {
        return Map.of(
                "opportunityId", id,
                "slotId", slot.toString(),
                "deals", List.of(deals).stream().map(LineItemId::toString).toList());
    }

    static DeviceId aDevice() {
        return new DeviceId(UUID.randomUUID());
    }

    /** A slot and its touchpoint. */
    record Place(String touchpoint, SlotId slot) {

        static Place unused() {
            var touchpoint = "touchpoint-" + UUID.randomUUID();
            return new Place(touchpoint, new SlotId(touchpoint + ".one"));
        }
    }
}
