package io.houdao.endtoend.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.endtoend.RunningSuite;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Refused;
import io.houdao.endtoend.story.Account;
import io.houdao.local.Progress;
import io.houdao.local.Settings;
import io.houdao.local.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's disk has no byte left. A suite of its own, on a disk that can be filled: needs root, to mount a tmpfs. */
@Tag("slow")
class DiskFullTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PEOPLE = 20;
    private static final int BLOCK = 1 << 16;

    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectories(folder.resolve("disk"));
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=192m", "tmpfs", disk.toString()))
                .as("only root may mount a disk to fill")
                .isZero();
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        assertThat(run("umount", disk.toString())).isZero();
    }

    @Test
    void devicesAreToldToComeAgainAndEverythingCountsOnceThereIsRoom() throws IOException, SQLException {
        var settings = Settings.throwaway(folder.resolve("suite"));
        try (var suite = Suite.start(settings, Progress.printing(System.out))) {
            var drivers = RunningSuite.drivers(suite::uri, suite.issuer(), exchange -> {});
            DemoWorld.seed(drivers, line -> {});
            moveKafka(suite, settings.directory());
            var account = Account.open(suite, drivers, PEOPLE);
            account.promise(drivers.placement());
            account.promise(drivers.placement());

            var filler = fill();
            await().atMost(PATIENCE).until(() -> isToldToComeAgain(account));
            askAFewTimes(account, drivers);

            Files.delete(filler);
            suite.killKafka();
            suite.startKafka();
            await().atMost(PATIENCE).ignoreException(Refused.class).untilAsserted(account::tellAll);
            account.promise(drivers.placement());
            account.tellAll();
            account.assertExact();
        }
    }

    /** Onto the small disk, with all that it holds. */
    private void moveKafka(Suite suite, Path directory) throws IOException {
        suite.killKafka();
        var data = directory.resolve("kafka");
        assertThat(quietly("cp", "-a", "--sparse=always", data.toString(), disk.toString()))
                .isZero();
        assertThat(quietly("rm", "-rf", data.toString())).isZero();
        Files.createSymbolicLink(data, disk.resolve("kafka"));
        suite.startKafka();
    }

    private Path fill() throws IOException {
        var filler = disk.resolve("filler");
        try (var file = Files.newOutputStream(filler)) {
            while (true) {
                file.write(new byte[BLOCK]);
            }
        } catch (IOException e) {
            assertThat(disk.toFile().getUsableSpace()).isLessThan(BLOCK);
            return filler;
        }
    }

    private static boolean isToldToComeAgain(Account account) {
        try {
            account.tellAll();
            return false;
        } catch (Refused e) {
            return e.status() == 503;
        }
    }

    private static void askAFewTimes(Account account, Drivers drivers) {
        for (var times = 0; times < 5; times++) {
            account.askOnce(drivers.placement());
        }
    }

    private static int quietly(String... command) {
        try {
            return run(command);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(String.join(" ", command), e);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
