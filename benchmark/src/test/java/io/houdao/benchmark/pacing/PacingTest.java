package io.houdao.benchmark.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacingTest {

    @TempDir
    Path folder;

    @Test
    void whatCannotRunSaysSo() throws IOException {
        assertThat(Pacing.exitCode(new String[] {"--speed", "1"})).isEqualTo(2);
        assertThat(Pacing.exitCode(new String[] {"--log", folder.resolve("none").toString()}))
                .isEqualTo(2);
        assertThat(Pacing.exitCode(new String[] {"--log", log("1 20\n").toString()}))
                .isEqualTo(2);
        assertThat(Pacing.exitCode(new String[] {"--log", log("\n").toString()}))
                .isEqualTo(2);
        assertThat(Pacing.exitCode(new String[] {"--log", log("1 20 .1\n").toString(), "--budget", "x"}))
                .isEqualTo(2);
    }

    @Test
    void twoReplicasSpendABudgetAndNotAMicroMoreThoughOneDies() {
        var unpaced = 50_000 * Market.unpacedMicros();

        var outcome = new Day(Arrivals.synthetic(50_000, 3), Math.round(unpaced / 3), 2, true, 7).run();

        assertThat(outcome.overspentMicros()).isZero();
        assertThat(outcome.spentPercent()).isBetween(97.0, 100.0);
        assertThat(outcome.rmsePercent()).isLessThan(2);
    }

    @Test
    void aLogIsBidInEpisodesThatSpendTheirBudgets() throws IOException {
        var random = new SplittableRandom(1);
        var lines = new StringBuilder();
        for (var i = 0; i < 40_000; i++) {
            var rate = .02 * random.nextDouble();
            lines.append(random.nextDouble() < rate ? 1 : 0)
                    .append(' ')
                    .append(20 + random.nextInt(200))
                    .append(' ')
                    .append(rate)
                    .append('\n');
        }
        var auctions = AuctionLog.read(log(lines.toString()));
        var run = new LogRun(1e12, 300_000_000_000L);

        run.run(auctions.auctions(), 10_000);

        assertThat(run.episodes()).isEqualTo(4);
        assertThat(run.overspentMicros()).isZero();
        assertThat(run.spentPercent()).isBetween(98.0, 100.0);
        assertThat(run.clicks()).isGreaterThan(100);
        assertThat(run.wins()).isLessThan(40_000);
    }

    private Path log(String lines) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "auctions", ".txt"), lines);
    }
}
