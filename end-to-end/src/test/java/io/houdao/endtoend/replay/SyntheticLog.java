package io.houdao.endtoend.replay;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** A log in the form of KuaiRand-Pure, made up: in tab 0 most videos are skipped, in tab 1 few are. */
final class SyntheticLog {

    private static final String HEADER = "user_id,video_id,date,hourmin,time_ms,is_click,is_like,is_follow,is_comment,"
            + "is_forward,is_hate,long_view,play_time_ms,duration_ms,tab,is_rand,author_id,tag,upload_date";

    private SyntheticLog() {}

    /** Writes {@code exposures} lines into {@code directory}; every hundredth is hated. */
    static void write(Path directory, int exposures) {
        writeFile(directory.resolve("impressions_20220425_0430.csv.gz"), exposures);
    }

    /** Writes as many of the days on which restraint is judged. */
    static void writeJudged(Path directory, int exposures) {
        writeFile(directory.resolve("impressions_20220501_0508.csv.gz"), exposures);
    }

    private static void writeFile(Path file, int exposures) {
        var random = new Random(7);
        try (var out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            out.write(HEADER + "\n");
            for (var i = 0; i < exposures; i++) {
                var tab = i % 2;
                var skipped = random.nextDouble() < (tab == 0 ? 0.9 : 0.02);
                out.write("%d,%d,20220425,0,%d,%d,0,0,0,0,%d,%d,%d,49866,%d,0,8079479,\"39,12\",20220411%n"
                        .formatted(
                                random.nextInt(150),
                                random.nextInt(40),
                                1_650_812_741_436L + i * 1000L,
                                skipped ? 0 : random.nextInt(2),
                                i % 100 == 99 ? 1 : 0,
                                skipped ? 0 : 1,
                                skipped ? 300 : 40_000,
                                tab));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
