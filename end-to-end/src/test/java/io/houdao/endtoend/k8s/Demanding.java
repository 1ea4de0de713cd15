package io.houdao.endtoend.k8s;

import static io.houdao.endtoend.k8s.Manifests.PRODUCTION;
import static io.houdao.endtoend.k8s.Manifests.each;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.local.LocalKafka;
import io.houdao.local.LocalPostgres;
import io.houdao.local.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A real Kafka and a real PostgreSQL that treat one service as those of the production overlay do: over TLS, by its
 * certificate, its access list and its rule in {@code pg_hba.conf}.
 */
final class Demanding implements AutoCloseable {

    private static final String SECRET = "known-to-two";

    private final Path folder;
    private final String database;
    private final LocalPostgres postgres;
    private final int postgresPort;
    private final LocalKafka kafka;
    private final int kafkaPort = Ports.free();

    /** For the service that owns {@code database}. */
    Demanding(Path folder, String database) throws Exception {
        this.folder = folder;
        this.database = database;
        certify();
        postgres = LocalPostgres.throwaway(folder.resolve("postgresql"), postgresSettings());
        var url = postgres.database(database);
        postgresPort = URI.create(url.substring("jdbc:".length())).getPort();
        giveAway(url);
        kafka = LocalKafka.guarded(folder.resolve("kafka"), kafkaPort, kafkaSettings());
        allow();
    }

    /** The files of the Secrets that a pod would mount, and those of the two servers. */
    private void certify() throws IOException, InterruptedException, GeneralSecurityException {
        var authority = new Authority(folder);
        authority.certifyServer("server");
        authority.writeItself(folder.resolve("kafka-ca/ca.crt"));
        authority.writeItself(folder.resolve("database/ca.crt"));
        authority.writeKey("server", folder.resolve("server.key"));
        authority.writeCertificate("server", folder.resolve("server.crt"));
        authority.writeBoth("server", folder.resolve("server.pem"));
        authority.certifyClient(service());
        authority.writeKeystore(service(), folder.resolve("kafka-user/user.p12"), SECRET);
        authority.certifyClient(database);
        authority.writeCertificate(database, folder.resolve("database-client/tls.crt"));
        authority.writeKey(database, folder.resolve("database-client/tls.key"));
        authority.certifyClient("another");
        authority.writeCertificate("another", folder.resolve("database-client/another.crt"));
        authority.writeKey("another", folder.resolve("database-client/another.key"));
    }

    private List<String> postgresSettings() throws IOException {
        var cluster = Manifests.of(PRODUCTION).object("Cluster", database + "-database");
        var rules = Stream.concat(
                Stream.of("host all " + LocalPostgres.USER + " 127.0.0.1/32 trust"),
                each(cluster.at("/spec/postgresql/pg_hba")).map(JsonNode::asText));
        var file = Files.write(folder.resolve("pg_hba.conf"), rules.toList());
        return List.of(
                "ssl=on",
                "ssl_min_protocol_version="
                        + cluster.at("/spec/postgresql/parameters/ssl_min_protocol_version")
                                .asText(),
                "ssl_cert_file=" + folder.resolve("server.crt"),
                "ssl_key_file=" + folder.resolve("server.key"),
                "ssl_ca_file=" + folder.resolve("database/ca.crt"),
                "hba_file=" + file);
    }

    private void giveAway(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url, LocalPostgres.USER, LocalPostgres.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("create role %s login password '%s'".formatted(database, SECRET));
            statement.execute("alter database %s owner to %s".formatted(database, database));
        }
    }

    private Map<String, String> kafkaSettings() {
        var configured = Manifests.of(PRODUCTION).object("Kafka", "houdao").at("/spec/kafka/config");
        return Map.of(
                "ssl.enabled.protocols",
                configured.path("ssl.enabled.protocols").asText(),
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.location",
                folder.resolve("server.pem").toString(),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                folder.resolve("kafka-ca/ca.crt").toString());
    }

    /** Makes the access list of the service's KafkaUser, as Strimzi does. */
    private void allow() throws ExecutionException, InterruptedException {
        var rules = each(Manifests.of(PRODUCTION).object("KafkaUser", service()).at("/spec/authorization/acls"))
                .flatMap(this::bindings)
                .toList();
        try (var admin = admin()) {
            admin.createAcls(rules).all().get();
        }
    }

    private Stream<AclBinding> bindings(JsonNode rule) {
        var resource = rule.path("resource");
        var pattern = new ResourcePattern(
                ResourceType.fromString(resource.path("type").asText()),
                resource.path("name").asText(),
                resource.path("patternType").asText().equals("prefix") ? PatternType.PREFIXED : PatternType.LITERAL);
        return each(rule.path("operations"))
                .map(operation -> AclOperation.fromString(operation.asText().toUpperCase(Locale.ROOT)))
                .map(operation -> new AclBinding(
                        pattern,
                        new AccessControlEntry("User:CN=" + service(), "*", operation, AclPermissionType.ALLOW)));
    }

    Workload workload() {
        return Manifests.of(PRODUCTION).workloads().stream()
                .filter(workload -> workload.name().equals(service()))
                .findFirst()
                .orElseThrow();
    }

    private String service() {
        return database + "-service";
    }

    /** A setting of the overlay with the hosts and the folder of a cluster replaced by what stands for them here. */
    String here(String setting) {
        return setting.replace("/etc/houdao", folder.toString())
                .replace("houdao-kafka-bootstrap:9092", "127.0.0.1:" + kafkaPort)
                .replace(database + "-database-rw:5432", "127.0.0.1:" + postgresPort);
    }

    /** What an operator would have put under {@code key} of a Secret. */
    String secret(String key) {
        return key.equals("username") ? database : SECRET;
    }

    /** How many records lie on {@code topic}. */
    long records(String topic) throws ExecutionException, InterruptedException {
        try (var admin = admin()) {
            var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition.partition()),
                            partition -> OffsetSpec.latest()));
            return admin.listOffsets(partitions).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    /** Of which topics the group's members have been given partitions. */
    Set<String> topicsReadBy(String group) throws ExecutionException, InterruptedException {
        try (var admin = admin()) {
            return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                    .flatMap(member -> member.assignment().topicPartitions().stream())
                    .map(TopicPartition::topic)
                    .collect(Collectors.toSet());
        }
    }

    /** The topics that somebody with these settings is shown. */
    Set<String> topics(Map<String, Object> settings) throws ExecutionException, InterruptedException {
        var hasty = new HashMap<>(settings);
        hasty.put("default.api.timeout.ms", 20_000);
        hasty.put("request.timeout.ms", 10_000);
        try (var admin = Admin.create(hasty)) {
            return admin.listTopics().names().get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }
}
