package io.houdao.endtoend;

import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.observability.TraceCollector;
import io.houdao.endtoend.story.Narrator;
import io.houdao.local.Progress;
import io.houdao.local.Settings;
import io.houdao.local.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The one suite that all tests of this module share: real processes on free ports in a throw-away directory, with the demo
 * world in it. It starts when the first test asks for it and ends with the JVM.
 */
public final class SharedSuite {

    private static final SharedSuite INSTANCE = new SharedSuite();

    private final TraceCollector traces = new TraceCollector();
    private final Path directory = temporary();
    private final Suite suite;
    private final Narrator narrator = new Narrator(System.out, false);
    private final Drivers drivers;

    private SharedSuite() {
        var settings = Settings.throwaway(directory)
                .with("QUARKUS_OTEL_SDK_DISABLED", "false")
                .with(
                        "QUARKUS_OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                        traces.address().toString())
                .with("QUARKUS_OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf");
        suite = Suite.start(settings, Progress.printing(System.out));
        drivers = RunningSuite.drivers(suite::uri, suite.issuer(), narrator);
        DemoWorld.seed(drivers, line -> System.out.println("  " + line));
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end of the shared suite"));
    }

    /** Starts the suite unless it runs already; fails with what to build where a service is not packaged. */
    public static SharedSuite running() {
        return INSTANCE;
    }

    public Suite suite() {
        return suite;
    }

    /** Where its data lies, one directory for each part. */
    public Path directory() {
        return directory;
    }

    /** The names of the logs, Kafka's and PostgreSQL's too, in which {@code text} is found. */
    public List<String> logsWith(String text) {
        return suite.logs().stream()
                .filter(log -> read(log).contains(text))
                .map(log -> log.getFileName().toString())
                .toList();
    }

    /** What a log says, byte by byte: what is being written may end in half a letter. */
    public static String read(Path log) {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the services tell a collector of traces that were asked for. */
    public TraceCollector traces() {
        return traces;
    }

    public Drivers drivers() {
        return drivers;
    }

    public Narrator narrator() {
        return narrator;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("houdao-end-to-end-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end() {
        suite.close();
        traces.close();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }
}
