package io.houdao.endtoend.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.driver.Refused;
import io.houdao.endtoend.story.Account;
import io.houdao.local.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's disk has no byte left. Needs root, to mount a disk that can be filled; is skipped for anyone else. */
class DiskFullTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PEOPLE = 20;
    private static final int BLOCK = 1 << 16;

    private final SharedSuite shared = SharedSuite.running();
    private final Suite suite = shared.suite();
    private final Path data = shared.directory().resolve("kafka");

    @TempDir
    private Path disk;

    @BeforeEach
    void moveKafkaToASmallDisk() throws IOException, InterruptedException {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=512m", "tmpfs", disk.toString()))
                .as("only root may mount a disk to fill")
                .isZero();
        suite.killKafka();
        move(data, disk.resolve("kafka"));
        Files.createSymbolicLink(data, disk.resolve("kafka"));
        suite.startKafka();
    }

    @AfterEach
    void moveItToTheLargeOne() throws IOException, InterruptedException {
        if (Files.isSymbolicLink(data)) {
            suite.killKafka();
            Files.delete(data);
            move(disk.resolve("kafka"), data);
            assertThat(run("umount", disk.toString())).isZero();
            suite.startKafka();
        }
    }

    @Test
    void devicesAreToldToComeAgainAndEverythingCountsOnceThereIsRoom()
            throws IOException, InterruptedException, SQLException {
        var placement = shared.drivers().placement();
        var account = Account.open(suite, shared.drivers(), PEOPLE);
        account.promise(placement);
        account.promise(placement);

        fill();
        await().atMost(PATIENCE).until(() -> isToldToComeAgain(account));
        for (var times = 0; times < 5; times++) {
            account.askOnce(placement);
        }

        moveItToTheLargeOne();
        await().atMost(PATIENCE).ignoreException(Refused.class).untilAsserted(account::tellAll);
        account.promise(placement);
        account.tellAll();
        account.assertExact();
    }

    private void fill() throws IOException {
        try (var file = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                file.write(new byte[BLOCK]);
            }
        } catch (IOException e) {
            assertThat(disk.toFile().getUsableSpace()).isLessThan(BLOCK);
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

    private static void move(Path from, Path to) throws IOException, InterruptedException {
        assertThat(run("cp", "-a", "--sparse=always", from.toString(), to.toString()))
                .isZero();
        assertThat(run("rm", "-rf", from.toString())).isZero();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
