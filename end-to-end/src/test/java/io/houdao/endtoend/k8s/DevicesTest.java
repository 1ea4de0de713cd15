package io.houdao.endtoend.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.endtoend.SharedSuite;
import io.houdao.local.Ports;
import io.houdao.local.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load generator, as its Job runs it, with fewer devices and more patience. */
class DevicesTest {

    private static final Path FOLDER = Manifests.ROOT.resolve("k8s/components/load-generator");
    private static final int TOKENS = 20;

    @TempDir
    private Path directory;

    private final SharedSuite shared = SharedSuite.running();

    @Test
    void devicesAskAndReportWhatTheyWereGiven() throws Exception {
        var ended = run(shared.suite().uri(Service.PLACEMENT));

        assertThat(ended.output())
                .matches("(?s).*devices 50, answered 50, with an ad ([1-9]\\d*), impressions acknowledged \\1, .*");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void whereNobodyAnswersTheLoadWasNotBorne() throws Exception {
        var ended = run(URI.create("http://127.0.0.1:" + Ports.free()));

        assertThat(ended.output()).contains("answered 0,");
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    private Ended run(URI placement) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var program = FOLDER.resolve("Devices.java").toString();
        var process =
                new ProcessBuilder(java, program, load().toString(), tokens().toString()).redirectErrorStream(true);
        process.environment().put("PLACEMENT_URL", placement.toString());
        process.environment()
                .put("FEEDBACK_URL", shared.suite().uri(Service.FEEDBACK).toString());
        var running = process.start();
        var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(output, running.waitFor());
    }

    /** What the component says, with less of it: ten devices while their number grows, and forty after that. */
    private Path load() throws IOException {
        var load = new Properties();
        try (var reader = Files.newBufferedReader(FOLDER.resolve("load.properties"))) {
            load.load(reader);
        }
        load.setProperty("scene", "personal/life");
        load.setProperty("slot", "wallet.bill-feed-1");
        load.setProperty("devices-per-second", "20");
        load.setProperty("growing", "PT1S");
        load.setProperty("steady", "PT2S");
        load.setProperty("decisions-p99", "PT1M");
        var file = directory.resolve("load.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            load.store(writer, null);
        }
        return file;
    }

    private Path tokens() throws IOException {
        var identities = shared.drivers().identities();
        var tokens = Stream.generate(() -> identities.device(UUID.randomUUID()).jwt())
                .limit(TOKENS)
                .toList();
        return Files.write(directory.resolve("tokens"), tokens);
    }

    private record Ended(String output, int exitCode) {}
}
