package io.houdao.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {

    private static final String TEXT = "id,range,share\n7,\"[100,1k)\",0.5\n8,,1e-3\n";

    @TempDir
    private Path folder;

    @Test
    void readsEveryRowAndKeepsQuotedCommas() throws IOException {
        try (var csv = new Csv(Files.writeString(folder.resolve("a.csv"), TEXT))) {
            assertRows(csv);
        }
    }

    @Test
    void unpacksWhatIsGzipped() throws IOException {
        var file = folder.resolve("a.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(TEXT.getBytes());
        }

        try (var csv = new Csv(file)) {
            assertRows(csv);
        }
    }

    private static void assertRows(Csv csv) throws IOException {
        assertThat(csv.columns()).containsExactly("id", "range", "share");
        assertThat(csv.advance()).isTrue();
        assertThat(csv.getInt("id")).isEqualTo(7);
        assertThat(csv.get("range")).isEqualTo("[100,1k)");
        assertThat(csv.advance()).isTrue();
        assertThat(csv.get("range")).isEmpty();
        assertThat(csv.getDouble("share")).isEqualTo(0.001);
        assertThatThrownBy(() -> csv.get("name")).hasMessage("no column name");
        assertThat(csv.advance()).isFalse();
    }
}
