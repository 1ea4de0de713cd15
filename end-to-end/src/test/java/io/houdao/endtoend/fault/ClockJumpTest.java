package io.houdao.endtoend.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.houdao.endtoend.SecondPlacement;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.driver.PlacementDriver;
import io.houdao.endtoend.driver.Refused;
import io.houdao.endtoend.driver.Unreachable;
import io.houdao.endtoend.story.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of a replica of placement-service jumps ahead and back, as clocks do that nobody set for long. It sees the time
 * through libfaketime (Debian: {@code apt-get install libfaketime}); without it the test is skipped.
 */
class ClockJumpTest {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    /** Less than the tokens of this test last, and than the hour that feedback-service lets clocks differ. */
    private static final List<Duration> JUMPS = List.of(Duration.ofMinutes(20), Duration.ofMinutes(-20));

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration NEAR = Duration.ofMinutes(5);
    private static final int TIMES = 5;
    private static final int PEOPLE = 30;

    @TempDir
    private Path folder;

    @Test
    void showingsCountAndCostOnceThoughTheClockOfAReplicaRunsAheadAndBehind() throws IOException, SQLException {
        var library = LIBRARIES.stream().filter(Files::exists).findFirst();
        assumeTrue(library.isPresent(), "clocks do not jump without libfaketime: apt-get install libfaketime");
        var shared = SharedSuite.running();
        var account = Account.open(shared.suite(), shared.drivers(), PEOPLE);
        var clock = folder.resolve("clock");
        set(clock, Duration.ZERO);
        try (var replica = new SecondPlacement(shared, reading(clock, library.get()))) {
            awaitCatalogue(replica.driver());
            account.promise(replica.driver());
            for (var jump : JUMPS) {
                jump(clock, jump, replica.driver());
                for (var times = 0; times < TIMES; times++) {
                    account.askOnce(replica.driver());
                }
                account.promise(shared.drivers().placement());
                jump(clock, Duration.ZERO, replica.driver());
                account.promise(replica.driver());
            }
            account.tellAll();
            account.assertExact();
        }
    }

    private static void awaitCatalogue(PlacementDriver replica) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(failure -> failure instanceof Unreachable || failure instanceof Refused)
                .until(() -> replica.view().path("caughtUp").asBoolean());
    }

    private static Map<String, String> reading(Path clock, Path library) {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                // Waits go by the clock that nothing moves; with its fix for older C libraries this one would end them
                // at once.
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "FAKETIME_DONT_RESET", "1");
    }

    /** Returns once the replica decides in another time. */
    private static void jump(Path clock, Duration offset, PlacementDriver replica) throws IOException {
        set(clock, offset);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(offset(replica).minus(offset).abs()).isLessThan(NEAR));
    }

    private static Duration offset(PlacementDriver replica) {
        var decision = replica.ask(UUID.randomUUID(), "personal/life", "alarm-clock.after-ring-card");
        var decidedAt = replica.explain(decision.decisionId()).path("decidedAt").asText();
        return Duration.between(Instant.now(), Instant.parse(decidedAt));
    }

    /** Whole at once: the library may read it at any moment. */
    private static void set(Path clock, Duration offset) throws IOException {
        var next = clock.resolveSibling("next");
        Files.writeString(next, "%+ds%n".formatted(offset.toSeconds()));
        Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE);
    }
}
