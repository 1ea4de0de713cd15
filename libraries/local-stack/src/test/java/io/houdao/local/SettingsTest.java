package io.houdao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final Path HERE = Path.of("");

    @TempDir
    private Path directory;

    @Test
    void aVariableThatIsNoPortIsNamed() {
        for (var value : List.of("eighty", "0", "65536", "-1", "")) {
            assertThatThrownBy(() -> Settings.fromEnvironment(HERE, Map.of("HOUDAO_PLACEMENT_PORT", value)))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("HOUDAO_PLACEMENT_PORT must be a port from 1 to 65535, was \"" + value + "\"");
        }
    }

    @Test
    void aDirectoryOutsideOfTheRepositoryIsRefused() {
        assertThatThrownBy(() -> Settings.fromEnvironment(directory, Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void thePortsAreTheUsualOnesUnlessVariablesSayOtherwise() {
        var settings = Settings.fromEnvironment(HERE, Map.of("HOUDAO_PROFILE_PORT", "9081"));

        assertThat(settings.uri(Service.PROFILE)).hasToString("http://127.0.0.1:9081");
        assertThat(settings.uri(Service.FEEDBACK)).hasToString("http://127.0.0.1:8084");
        assertThat(settings.port(Port.POSTGRES)).isEqualTo(15432);
    }

    @Test
    void theRepositoryIsFoundFromWithin() {
        var settings = Settings.fromEnvironment(HERE, Map.of());

        assertThat(settings.root().resolve("libraries/local-stack")).isEqualTo(HERE.toAbsolutePath());
        assertThat(settings.directory()).isEqualTo(settings.root().resolve(".houdao"));
    }

    @Test
    void throwawayPortsDiffer() {
        var settings = Settings.throwaway(directory);

        var ports = Arrays.stream(Port.values()).map(settings::port).toList();
        assertThat(new HashSet<>(ports)).hasSameSizeAs(ports);
    }

    @Test
    void whatACallerSetsForTheServicesWins() {
        var settings = Settings.throwaway(directory).with("HOUDAO_RESTRAINT_WINDOW", "PT1S");

        assertThat(settings.environment()).containsEntry("HOUDAO_RESTRAINT_WINDOW", "PT1S");
    }
}
