package io.houdao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeDirectoryTest {

    @TempDir
    private Path directory;

    @Test
    void somebodyElsesDirectoryIsNeitherUsedNorDeleted() throws IOException {
        var letter = Files.writeString(directory.resolve("letter.txt"), "dear Mei");

        assertThatThrownBy(() -> HomeDirectory.hold(directory)).isInstanceOf(StartFailure.class);
        assertThatThrownBy(() -> HomeDirectory.delete(directory)).isInstanceOf(StartFailure.class);

        assertThat(letter).hasContent("dear Mei");
    }

    @Test
    void onlyOneHoldsItAtATime() {
        var home = directory.resolve("home");
        try (var held = HomeDirectory.hold(home)) {
            assertThatThrownBy(() -> HomeDirectory.hold(held.path())).hasMessageContaining("another ./run is using");
            assertThatThrownBy(() -> HomeDirectory.delete(home)).isInstanceOf(StartFailure.class);
        }

        HomeDirectory.hold(home).close();
    }

    @Test
    void onlyItsOwnerCanLookInside() throws IOException {
        HomeDirectory.hold(directory.resolve("home")).close();

        var permissions = Files.getPosixFilePermissions(directory.resolve("home"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rwx------");
    }

    @Test
    void whatItHoldsGoesWithItButNotWhatItsLinksPointTo() throws IOException {
        var letter = Files.writeString(directory.resolve("letter.txt"), "dear Mei");
        var home = directory.resolve("home");
        HomeDirectory.hold(home).close();
        Files.createSymbolicLink(home.resolve("link"), directory);

        HomeDirectory.delete(home);

        assertThat(home).doesNotExist();
        assertThat(letter).exists();
    }
}
