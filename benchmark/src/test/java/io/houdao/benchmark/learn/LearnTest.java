package io.houdao.benchmark.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnTest {

    @TempDir
    private Path data;

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true));
    }

    @AfterEach
    void restore() {
        System.setErr(standardError);
    }

    @Test
    void withoutDataItSaysWhichOptionIsMissing() throws IOException {
        assertThat(Learn.exitCode(new String[0])).isEqualTo(2);
        assertThat(said.toString()).contains("--data DIR");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(said.toString())
                .contains(data.resolve("kuairand_pure")
                        .resolve(ExposureLog.FILES.get(0))
                        .toString())
                .contains("not part of this repository");
    }

    @Test
    void anUnknownOptionIsNamed() throws IOException {
        assertThat(run("--tagret", "is_like")).isEqualTo(2);
        assertThat(said.toString()).contains("unknown option --tagret");
    }

    @Test
    void whatIsKnownOnlyAfterServingIsNoFeature() throws IOException {
        writeLogs();

        assertThat(run("--features", "tab,play_time_ms")).isEqualTo(2);
        assertThat(said.toString()).contains("play_time_ms is known only after serving");
    }

    @Test
    void aTargetThatIsNoYesOrNoIsRefused() throws IOException {
        writeLogs();

        assertThat(run("--target", "duration_ms", "--features", "tab")).isEqualTo(2);
        assertThat(said.toString()).contains("duration_ms must be 0 or 1, was 9000");
    }

    private int run(String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("--data", data.toString(), "--bits", "8"));
        arguments.addAll(List.of(more));
        return Learn.exitCode(arguments.toArray(String[]::new));
    }

    /** One invented row a file. */
    private void writeLogs() throws IOException {
        var header = "user_id,video_id,date,hourmin,is_click,long_view,play_time_ms,duration_ms,tab,upload_date";
        for (var file : ExposureLog.FILES) {
            write("kuairand_pure/" + file, header + "\n1,2,20220425,1300,1,0,1200,9000,1,20220420\n");
        }
        write("kuairand_pure/" + ExposureLog.USERS, "user_id,activity\n1,high\n");
        write("kuairand_pure/" + ExposureLog.VIDEOS, "video_id,music_id\n2,3\n");
        write("open_bandit_men/" + BanditLog.RANDOM, "item_id\n");
        write("open_bandit_men/" + BanditLog.THOMPSON, "item_id\n");
        write("open_bandit_men/" + BanditLog.POLICY, "p_pos1\n");
    }

    private void write(String name, String text) throws IOException {
        var file = data.resolve(name);
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file);
                var packed = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
            packed.write(text.getBytes());
        }
    }
}
