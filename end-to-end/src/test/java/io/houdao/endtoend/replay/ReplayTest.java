package io.houdao.endtoend.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.endtoend.SharedSuite;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private static final int EXPOSURES = 600;

    @TempDir
    private Path directory;

    @Test
    void aFolderWithoutALogIsRefusedWithTheNamesOfTheFilesThatShouldBeThere() {
        assertThatThrownBy(() -> Replay.requireLog(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("impressions_*.csv.gz")
                .hasMessageContaining("play_time_ms");
    }

    @Test
    void whatTheLogSaysIsCountedExactlyAndTheSceneThatAnnoysBecomesDearer() {
        SyntheticLog.write(directory, EXPOSURES);
        var printed = new ByteArrayOutputStream();
        var suite = SharedSuite.running();

        var outcome = new Replay(suite.drivers(), new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(directory, EXPOSURES);

        System.out.println(printed.toString(StandardCharsets.UTF_8));
        assertThat(outcome.isGood())
                .as(printed.toString(StandardCharsets.UTF_8))
                .isTrue();
        assertThat(suite.drivers().feedback().priceOfHarm("personal/tab-0"))
                .isGreaterThan(suite.drivers().feedback().priceOfHarm("personal/tab-1"));
    }

    @Test
    void theSameLogReplayedAgainCountsAgain() {
        SyntheticLog.write(directory, 100);
        var suite = SharedSuite.running();

        var first = new Replay(suite.drivers(), System.out).run(directory, 100);
        var second = new Replay(suite.drivers(), System.out).run(directory, 100);

        assertThat(first.isExact()).isTrue();
        assertThat(second.isExact()).isTrue();
    }

    @Test
    void restraintIsJudgedOnWhatFollowsTheFirstFile() {
        SyntheticLog.write(directory, 100);
        SyntheticLog.writeJudged(directory, 100);
        var printed = new ByteArrayOutputStream();

        var outcome = new Replay(
                        SharedSuite.running().drivers(), new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(directory, Integer.MAX_VALUE);

        assertThat(outcome.isExact())
                .as(printed.toString(StandardCharsets.UTF_8))
                .isTrue();
        assertThat(outcome.isRestrained())
                .isEqualTo(!printed.toString(StandardCharsets.UTF_8).contains("missed"));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("Restraint on 100 exposures, after what was usual on the 100 before")
                .contains("restraint_load", "restraint_satisfied_kept");
    }
}
