package io.houdao.endtoend.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.houdao.endtoend.k8s.Manifests;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds images and runs them, in a storage of its own below {@code target/}: the images of this machine are left alone. */
final class Podman {

    private static final Path DIRECTORY = Path.of("target/images").toAbsolutePath();
    private static final List<String> RUNTIMES = List.of("runc", "crun");
    private static final List<String> TOOLS = List.of("podman", "buildah", "jlink", "dpkg");

    /** Without a mount of its own, which would outlive the test and keep {@code mvn clean} from deleting its directory. */
    private static final String STORAGE = """
            [storage]
            driver = "overlay"
            graphroot = "%1$s/storage"
            runroot = "%1$s/run"
            [storage.options.overlay]
            skip_mount_home = "true"
            """;

    /** Without systemd, and with no more than a container may have that is itself in one. */
    private static final String ENGINE = """
            [containers]
            default_ulimits = ["nofile=20000:20000", "nproc=4096:4096"]
            [engine]
            runtime = "%s"
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            """;

    private final Map<String, String> environment;

    private Podman(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Skips the test where this machine cannot run containers of other users, and says what to install. */
    static Podman here() throws IOException {
        assumeTrue(isRoot(), "images are run as the users of their manifests, which needs root");
        var missing = TOOLS.stream().filter(tool -> !isInstalled(tool)).collect(Collectors.joining(", "));
        var runtime = RUNTIMES.stream().filter(Podman::isInstalled).findFirst().orElse("");
        assumeTrue(
                missing.isEmpty() && !runtime.isEmpty(),
                "images are not run without " + missing + ": apt-get install podman buildah runc");
        Files.createDirectories(DIRECTORY);
        var storage = STORAGE.formatted(DIRECTORY);
        var engine = ENGINE.formatted(runtime);
        var podman = new Podman(Map.of(
                "CONTAINERS_STORAGE_CONF", write("storage.conf", storage),
                "CONTAINERS_CONF", write("containers.conf", engine)));
        podman.run("rm", "--all", "--force");
        return podman;
    }

    private static boolean isRoot() throws IOException {
        return Files.exists(Path.of("/proc/self")) && (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static String write(String name, String text) throws IOException {
        return Files.writeString(DIRECTORY.resolve(name), text).toString();
    }

    /** The images of all four services from what Maven has built, as {@code k8s/images/build-offline} makes them. */
    void buildImages() throws IOException {
        var script = new ProcessBuilder(
                Manifests.ROOT.resolve("k8s/images/build-offline").toString());
        script.environment().put("SKIP_MAVEN", "1");
        script.environment().put("JAVA_HOME", newestJdk().toString());
        assertThat(end(start(script, "build.log"))).as(() -> log("build.log")).isZero();
    }

    /** Images run on Java 25 where there is one; otherwise on what runs this test. */
    private static Path newestJdk() throws IOException {
        var folder = Path.of("/usr/lib/jvm");
        var own = Path.of(System.getProperty("java.home"));
        if (!Files.isDirectory(folder)) {
            return own;
        }
        try (var installed = Files.list(folder)) {
            return installed
                    .filter(jdk -> jdk.getFileName().toString().contains("-25-"))
                    .filter(jdk -> Files.isExecutable(jdk.resolve("bin/jlink")))
                    .findFirst()
                    .orElse(own);
        }
    }

    /** Starts {@code podman} with these arguments; what it prints goes to a file of this name. */
    Process start(String log, List<String> arguments) {
        return start(
                new ProcessBuilder(
                        Stream.concat(Stream.of("podman"), arguments.stream()).toList()),
                log);
    }

    /** Has {@code podman} do something that it must not fail at. */
    void run(String... arguments) {
        var log = "podman-" + arguments[0] + ".log";
        assertThat(end(start(log, List.of(arguments)))).as(() -> log(log)).isZero();
    }

    /** What {@code podman} answers, on one line. */
    String ask(String... arguments) {
        var log = "podman-" + arguments[0] + ".log";
        run(arguments);
        return text(log).strip();
    }

    private Process start(ProcessBuilder command, String log) {
        command.environment().putAll(environment);
        try {
            return command.redirectErrorStream(true)
                    .redirectOutput(DIRECTORY.resolve(log).toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end, and returns what it exits with. */
    static int end(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What was printed to a file of this name. */
    static String log(String log) {
        return log + ":\n" + text(log);
    }

    private static String text(String log) {
        try {
            return Files.readString(DIRECTORY.resolve(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
