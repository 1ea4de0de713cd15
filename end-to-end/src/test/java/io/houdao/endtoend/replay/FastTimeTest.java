package io.houdao.endtoend.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.local.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FastTimeTest {

    private final Settings settings = Settings.fromEnvironment(
            Path.of("").toAbsolutePath(),
            Map.of("HOUDAO_PROFILE_PORT", "28081", "HOUDAO_JAVA_OPTIONS", "-Xmx1g -XX:+UseSerialGC"));

    @Test
    void theSuiteKeepsItsDataApartAndWhatItWasToldBesidesHolds() {
        var fast = FastTime.of(settings, true);

        assertThat(fast.ports()).isEqualTo(settings.ports());
        assertThat(fast.directory()).isEqualTo(settings.directory().resolveSibling(".houdao-replay"));
        assertThat(fast.javaOptions()).containsExactly("-Xmx1g", "-XX:+UseSerialGC");
        assertThat(fast.environment())
                .containsKeys(settings.environment().keySet().toArray(String[]::new))
                .containsEntry("HOUDAO_RESTRAINT_WINDOW", "PT1S");
    }

    @Test
    void whereNobodyChoseOtherwiseTheSecondCompilerRuns() {
        assertThat(FastTime.of(settings, false).javaOptions())
                .noneMatch(option -> option.contains("TieredStopAtLevel"));
    }
}
