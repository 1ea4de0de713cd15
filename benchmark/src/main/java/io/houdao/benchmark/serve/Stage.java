package io.houdao.benchmark.serve;

import io.houdao.benchmark.festival.Inventory;
import io.houdao.benchmark.festival.LineItemsForSale;
import io.houdao.benchmark.festival.Person;
import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.contracts.placement.Receipts;
import io.houdao.local.LocalIssuer;
import io.houdao.local.LocalKafka;
import io.houdao.local.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** placement-service with all it needs: real PostgreSQL and Kafka, the festival's catalogue, people and slots. */
final class Stage implements AutoCloseable {

    private static final String TEAM = "festival";
    private static final Duration READING_LIMIT = Duration.ofMinutes(10);

    private final Path directory;
    private final LocalPostgres postgres;
    private final LocalKafka kafka;
    private final LocalIssuer issuer;
    private final Market market = new Market();

    Stage(Path directory) {
        this.directory = directory;
        this.postgres = LocalPostgres.throwaway(directory.resolve("postgresql"));
        this.kafka = LocalKafka.throwaway(directory.resolve("kafka"));
        this.issuer = LocalIssuer.in(directory.resolve("keys"));
    }

    /** Puts line items and people on their topics. */
    void fill(int lineItems, int people) {
        try (var producer = producer()) {
            LineItemsForSale.of(lineItems, 11).forEach(lineItem -> producer.send(onTopic(lineItem)));
            IntStream.range(0, people)
                    .mapToObj(Person::projection)
                    .forEach(person -> producer.send(new ProducerRecord<>(
                            Topics.PROJECTIONS, person.personId().toString(), Json.write(person))));
        }
    }

    static ProducerRecord<String, byte[]> onTopic(LiveLineItem lineItem) {
        return new ProducerRecord<>(Topics.LINE_ITEMS, lineItem.lineItemId().toString(), Json.write(lineItem));
    }

    /** To be closed by whoever asked for it. */
    KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrap(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Starts the service, and returns once it has read everything and all slots are open. */
    Server start(Path root, String heap) {
        var server = Server.start(
                root.resolve("benchmark/constant/target/quarkus-app/quarkus-run.jar"),
                heap,
                directory.resolve("placement.log"),
                environment());
        server.awaitReady("/q/health/ready", READING_LIMIT);
        open(server);
        return server;
    }

    private Map<String, String> environment() {
        var keyset = directory.resolve("receipt-keyset.json");
        try {
            Files.writeString(keyset, Receipts.newKeyset());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_DATASOURCE_JDBC_URL", postgres.database("placement"),
                "QUARKUS_DATASOURCE_USERNAME", LocalPostgres.USER,
                "QUARKUS_DATASOURCE_PASSWORD", LocalPostgres.PASSWORD,
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrap(),
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", issuer.publicKeyFile().toString(),
                "MP_JWT_VERIFY_ISSUER", LocalIssuer.ISSUER,
                "HOUDAO_RECEIPT_KEYSET_FILE", keyset.toString(),
                "HOUDAO_SERVICE_TOKEN", issuer.token("benchmark", Set.of("service"), Map.of(), LocalIssuer.LONG),
                "HOUDAO_CAMPAIGN_URL", market.url());
    }

    private void open(Server server) {
        var operator = issuer.token("benchmark", Set.of("operator"), Map.of("team", TEAM));
        var lines = IntStream.range(0, Inventory.TOUCHPOINTS.size())
                        .mapToObj(Stage::touchpoint)
                        .collect(Collectors.joining("\n", "", "\n"))
                + IntStream.range(0, Inventory.SLOTS).mapToObj(Stage::slot).collect(Collectors.joining("\n"));
        server.ask("POST", "/v1/slots/import", operator, "application/x-ndjson", lines);
        for (var slot = 0; slot < Inventory.SLOTS; slot++) {
            server.ask("PUT", "/v1/slots/" + Inventory.slotId(slot) + "/consent", operator, "application/json", "");
        }
    }

    private static String touchpoint(int number) {
        return text(Map.of(
                "touchpoint",
                Map.of(
                        "touchpointId",
                        Inventory.TOUCHPOINTS.get(number),
                        "name",
                        Map.of("zh", "触点 " + number, "en", "Touchpoint " + number),
                        "deviceKind",
                        Inventory.kind(number),
                        "layer",
                        "system",
                        "sphere",
                        "home",
                        "ownerTeam",
                        TEAM)));
    }

    private static String slot(int number) {
        return text(Map.of(
                "slot",
                Map.of(
                        "slotId", Inventory.slotId(number),
                        "touchpointId", Inventory.TOUCHPOINTS.get(Inventory.touchpointOf(number)),
                        "slotClass", Inventory.slotClass(number),
                        "capabilities", List.of("screen"),
                        "scenes", Inventory.SCENES,
                        "assetSchema", Map.of("required", List.of("title", "image"), "optional", List.of()),
                        "intrusivenessMicros", 500,
                        "floorMicros", 2_000_000,
                        "ownerTeam", TEAM,
                        "closing", Map.of("offeredWithinMs", 1_000, "goneWithinMs", 3_000, "maxLengthMs", 30_000))));
    }

    private static String text(Object body) {
        return new String(Json.write(body), StandardCharsets.UTF_8);
    }

    /** A file with a token for the device of each of the first people, one a line. */
    Path tokens(int devices) {
        var file = directory.resolve("tokens");
        try {
            return Files.write(
                    file,
                    IntStream.range(0, devices).parallel().mapToObj(this::token).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String token(int person) {
        return issuer.token(Person.device(person).toString(), Set.of("device"), Map.of());
    }

    @Override
    public void close() {
        market.close();
        kafka.close();
        postgres.close();
        delete(directory.resolve("kafka"));
        delete(directory.resolve("postgresql"));
    }

    /* Of no use to anybody, and large; the logs stay. */
    private static void delete(Path data) {
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + data);
        }
    }
}
