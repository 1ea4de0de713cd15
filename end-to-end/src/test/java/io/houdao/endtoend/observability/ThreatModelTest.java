package io.houdao.endtoend.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every test that the threat model relies on exists. */
class ThreatModelTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void everyThreatHasATestThatExists() throws IOException {
        var model = Catalogue.text(Catalogue.ROOT.resolve("docs/threat-model.md"));
        var sources = testSources();

        assertThat(TEST.matcher(model).results().toList())
                .hasSizeGreaterThan(30)
                .allSatisfy(reference -> assertThat(sources.getOrDefault(reference.group(1) + ".java", List.of()))
                        .as(reference.group())
                        .anyMatch(source -> source.contains("void " + reference.group(2) + "(")));
    }

    @Test
    void everyThreatIsEitherHeldOrSaidNotToBe() {
        var model = Catalogue.text(Catalogue.ROOT.resolve("docs/threat-model.md"));
        var threats = model.lines()
                .filter(line -> line.matches("\\| [STRIDE, ]+ \\|.*"))
                .toList();

        assertThat(threats).isNotEmpty().allMatch(line -> TEST.matcher(line).find() || line.endsWith("| not held |"));
    }

    /** The texts of all test classes of the repository, by file name: two modules may have one of the same name. */
    private static Map<String, List<String>> testSources() throws IOException {
        try (var files = Files.walk(Catalogue.ROOT, 12)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString(),
                            Collectors.mapping(Catalogue::text, Collectors.toList())));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
