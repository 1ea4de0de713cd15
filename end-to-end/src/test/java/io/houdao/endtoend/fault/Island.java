package io.houdao.endtoend.fault;

import static io.houdao.local.Service.CAMPAIGN;
import static io.houdao.local.Service.PROFILE;

import io.houdao.endtoend.SecondPlacement;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.driver.PlacementDriver;
import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A replica of placement-service in a network namespace of its own, which has nothing but a loopback interface. Bridges lead
 * to what it depends on, under the addresses that these have outside; each can be raised alone.
 *
 * <p>Needs {@code unshare} and {@code ip}, and either root or a kernel that lets users make namespaces.
 */
final class Island implements AutoCloseable {

    /** What placement-service depends on. */
    enum Shore {
        KAFKA,
        DATABASE,
        CAMPAIGN_SERVICE,
        PROFILE_SERVICE
    }

    private final Map<Shore, Bridge> bridges = new EnumMap<>(Shore.class);
    private final Bridge way;
    private final SecondPlacement replica;

    Island(SharedSuite shared) throws IOException {
        var sockets = Files.createTempDirectory("houdao-island-");
        var inside = new ArrayList<String>();
        ports(shared).forEach((shore, port) -> {
            var socket = sockets.resolve(shore.name());
            bridges.put(shore, Bridge.lead(UnixDomainSocketAddress.of(socket), Bridge.local(port)));
            inside.addAll(List.of(String.valueOf(port), socket.toString()));
        });
        var door = sockets.resolve("door");
        way = Bridge.lead(Bridge.local(0), UnixDomainSocketAddress.of(door));
        inside.addAll(List.of(door.toString(), String.valueOf(way.port())));
        replica = new SecondPlacement(
                shared, way.port(), URI.create("http://127.0.0.1:" + way.port()), enter(inside), Map.of());
    }

    /** Whether this machine and user may make a network namespace. */
    static boolean isPossible() throws InterruptedException {
        try {
            var command = List.of("unshare", "-Urn", "ip", "link", "set", "lo", "up");
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<Shore, Integer> ports(SharedSuite shared) {
        var suite = shared.suite();
        return Map.of(
                Shore.KAFKA,
                portOf(URI.create("kafka://" + suite.kafkaBootstrap())),
                Shore.DATABASE,
                portOf(URI.create(suite.databaseUrl(CAMPAIGN).substring("jdbc:".length()))),
                Shore.CAMPAIGN_SERVICE,
                portOf(suite.uri(CAMPAIGN)),
                Shore.PROFILE_SERVICE,
                portOf(suite.uri(PROFILE)));
    }

    private static int portOf(URI address) {
        return address.getPort();
    }

    /** A command that runs what follows it in a new namespace, beside the inner ends of the bridges. */
    private static List<String> enter(List<String> inside) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        var bridges =
                String.join(" ", java, "-Xmx64m", "-cp", classes, Bridge.class.getName(), String.join(" ", inside));
        var script = "ip link set lo up; " + bridges + " & exec \"$@\"";
        return List.of("unshare", "-Urn", "--pid", "--fork", "--kill-child", "sh", "-c", script, "sh");
    }

    PlacementDriver driver() {
        return replica.driver();
    }

    /** Nothing passes to or from there any more. */
    void cutOff(Shore shore) {
        bridges.get(shore).raise();
    }

    void reconnect(Shore shore) {
        bridges.get(shore).lower();
    }

    @Override
    public void close() throws IOException {
        replica.close();
        way.close();
        for (var bridge : bridges.values()) {
            bridge.close();
        }
    }
}
