package io.houdao.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the suite finds its services, where it keeps its data, and on which ports it listens.
 *
 * @param root the repository, in which the services are built
 * @param directory what the suite keeps: data, keys, logs
 * @param ports all of them
 * @param durable whether committed data survives a power cut; the data itself stays in either case
 * @param javaOptions of every service's JVM
 * @param environment more variables for every service, over those that the suite sets itself
 */
public record Settings(
        Path root,
        Path directory,
        Map<Port, Integer> ports,
        boolean durable,
        List<String> javaOptions,
        Map<String, String> environment) {

    /** Small and quick to start: what a laptop wants of four services at once. */
    private static final String JAVA_OPTIONS =
            "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MetaspaceSize=128m";

    /**
     * Restraint that can be watched: a step every few seconds instead of every minute. And pacing that does not take a
     * minute's demonstration for the traffic of a year. And audiences of any size: where a few hundred people live, hardly one
     * would be large enough. And callers in a hurry: a story asks more in a second than a company in an hour. And few
     * explanations: they are room that is taken at start, and heaps are small here.
     */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HOUDAO_RESTRAINT_WINDOW",
            "PT2S",
            "HOUDAO_PACING_AHEAD",
            "0.05",
            "HOUDAO_AUDIENCE_MINIMUM",
            "0",
            "HOUDAO_DECISIONS_EXPLANATIONS_KEPT",
            "2000",
            "HOUDAO_LIMIT_BURST",
            "1000000",
            "HOUDAO_LIMIT_PER_SECOND",
            "1000000");

    public Settings {
        ports = Map.copyOf(ports);
        javaOptions = List.copyOf(javaOptions);
        environment = Map.copyOf(environment);
    }

    /**
     * For {@code ./run}: the usual ports and {@code .houdao/} in the repository, unless {@code variables} say otherwise:
     * those of {@link Port}, {@code HOUDAO_DIRECTORY} and {@code HOUDAO_JAVA_OPTIONS}.
     *
     * @param workingDirectory in the repository, unless the system property {@code houdao.root} tells where that is
     * @throws StartFailure if a variable makes no sense, or there is no repository
     */
    public static Settings fromEnvironment(Path workingDirectory, Map<String, String> variables) {
        var told = System.getProperty("houdao.root");
        var root = told == null ? repositoryAround(workingDirectory) : Path.of(told);
        var chosen = variables.get("HOUDAO_DIRECTORY");
        var directory = chosen == null ? root.resolve(".houdao") : workingDirectory.resolve(chosen);
        return new Settings(
                root,
                directory.toAbsolutePath().normalize(),
                ports(variables),
                true,
                javaOptions(variables),
                environment(variables));
    }

    /**
     * For tests: free ports, and {@code directory}, which the caller deletes. What a service that was killed read of a topic is
     * read by the next one after a few seconds, rather than 45.
     */
    public static Settings throwaway(Path directory) {
        var usual = new Settings(
                repositoryAround(Path.of("")),
                directory.toAbsolutePath(),
                freePorts(),
                false,
                javaOptions(System.getenv()),
                ENVIRONMENT);
        return usual.with("KAFKA_SESSION_TIMEOUT_MS", "10000");
    }

    /** These settings with one more variable for every service. */
    public Settings with(String variable, String value) {
        var more = new HashMap<>(environment);
        more.put(variable, value);
        return new Settings(root, directory, ports, durable, javaOptions, more);
    }

    /** Where {@code port} is in this suite. */
    public int port(Port port) {
        return ports.getOrDefault(port, port.usual());
    }

    /** Where a service answers, such as {@code http://127.0.0.1:8081}. */
    public URI uri(Service service) {
        return URI.create("http://127.0.0.1:" + port(Port.of(service)));
    }

    private static Map<Port, Integer> ports(Map<String, String> variables) {
        var ports = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            ports.put(port, number(port, variables.getOrDefault(port.variable(), String.valueOf(port.usual()))));
        }
        return ports;
    }

    private static int number(Port port, String value) {
        try {
            var number = Integer.parseInt(value.strip());
            if (number > 0 && number < 65536) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as any other value that is no port.
        }
        throw new StartFailure(port.variable() + " must be a port from 1 to 65535, was \"" + value + "\"");
    }

    private static Map<Port, Integer> freePorts() {
        var ports = new EnumMap<Port, Integer>(Port.class);
        var free = Ports.free(Port.values().length).iterator();
        for (var port : Port.values()) {
            ports.put(port, free.next());
        }
        return ports;
    }

    private static List<String> javaOptions(Map<String, String> variables) {
        return List.of(variables
                .getOrDefault("HOUDAO_JAVA_OPTIONS", JAVA_OPTIONS)
                .strip()
                .split("\\s+"));
    }

    private static Map<String, String> environment(Map<String, String> variables) {
        var environment = new HashMap<>(ENVIRONMENT);
        environment.keySet().removeAll(variables.keySet());
        return environment;
    }

    /** The repository around {@code directory}, where a build, an editor or a person started this JVM. */
    private static Path repositoryAround(Path directory) {
        for (var root = directory.toAbsolutePath(); root != null; root = root.getParent()) {
            if (Files.exists(root.resolve(Service.PROFILE.module()).resolve("pom.xml"))) {
                return root;
            }
        }
        throw new StartFailure("not in the repository of Houdao: " + directory.toAbsolutePath());
    }
}
