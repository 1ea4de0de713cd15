package io.houdao.local;

import io.houdao.contracts.Topics;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker on the loopback interface, its own controller (KRaft), inside this JVM.
 *
 * <p>It has every topic of {@link Topics} and makes no other on its own. Its threads are not daemons: a JVM that ran
 * one ends by {@code System.exit}.
 */
public final class LocalKafka implements AutoCloseable {

    /** Levels last as long as their loggers, and nothing else holds these. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.apache.kafka"), Logger.getLogger("kafka"), Logger.getLogger("state.change.logger"));

    /** Any 16 bytes, in base64url; the same at every start, or the broker would not know its own data again. */
    private static final String CLUSTER = "aG91ZGFvLWxvY2FsLTAwMQ";

    private static final int NODE = 1;
    private static final int PARTITIONS = 6;
    private static final Set<String> COMPACTED = Set.of(Topics.LINE_ITEMS, Topics.PROJECTIONS, Topics.CONTROLS);
    private static final Set<String> STREAMS = Set.of(Topics.DECISIONS, Topics.EVENTS, Topics.ERASURES, Topics.GRAPH);
    private static final Duration STREAM_RETENTION = Duration.ofDays(7);

    private final KafkaRaftServer server;
    private final String bootstrap;

    private LocalKafka(KafkaRaftServer server, String bootstrap) {
        this.server = server;
        this.bootstrap = bootstrap;
    }

    /** Starts on free ports. */
    public static LocalKafka throwaway(Path directory) {
        return start(directory, Ports.free(), Ports.free());
    }

    /** Starts with the records that {@code directory} already holds, and returns once every topic is there. */
    public static LocalKafka start(Path directory, int port, int controllerPort) {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        var properties = properties(directory, port, controllerPort);
        format(directory);
        var server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
        var kafka = new LocalKafka(server, "127.0.0.1:" + port);
        kafka.createMissingTopics();
        return kafka;
    }

    private static Properties properties(Path directory, int port, int controllerPort) {
        var properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                String.valueOf(NODE),
                "controller.quorum.voters",
                NODE + "@127.0.0.1:" + controllerPort,
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                "CLIENT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "listener.security.protocol.map",
                "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "CLIENT",
                "log.dirs",
                directory.toString()));
        properties.putAll(Map.of(
                "auto.create.topics.enable", "false",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                // A test or a restart should not wait for group members that will not come.
                "group.initial.rebalance.delay.ms", "0",
                "log.cleaner.dedupe.buffer.size", String.valueOf(4L << 20),
                "num.network.threads", "2",
                "num.io.threads", "4"));
        // Until then, one that was killed counts as alive, and may not come back.
        properties.putAll(Map.of("broker.session.timeout.ms", "4000", "broker.heartbeat.interval.ms", "1000"));
        return properties;
    }

    private static void format(Path directory) {
        try {
            Files.createDirectories(directory);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setClusterId(CLUSTER)
                    .setNodeId(NODE)
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot prepare " + directory + " for Kafka", e);
        }
    }

    private void createMissingTopics() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var present = admin.listTopics().names().get();
            var missing = topics().stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create the topics", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating the topics", e);
        }
    }

    /** The topics of the suite, and for each of them one dead-letter topic per service. */
    private static List<NewTopic> topics() {
        var topics = new ArrayList<NewTopic>();
        for (var name : COMPACTED) {
            topics.add(topic(name, PARTITIONS, Map.of("cleanup.policy", "compact")));
            topics.addAll(deadLetters(name));
        }
        for (var name : STREAMS) {
            var retention = String.valueOf(STREAM_RETENTION.toMillis());
            topics.add(topic(name, PARTITIONS, Map.of("retention.ms", retention)));
            topics.addAll(deadLetters(name));
        }
        return topics;
    }

    private static List<NewTopic> deadLetters(String topic) {
        return List.of(Service.values()).stream()
                .map(service -> topic(Topics.deadLetter(topic, service.module()), 1, Map.of()))
                .toList();
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> configuration) {
        return new NewTopic(name, partitions, (short) 1).configs(configuration);
    }

    /** Where clients connect, such as {@code 127.0.0.1:19092}. */
    public String bootstrap() {
        return bootstrap;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
