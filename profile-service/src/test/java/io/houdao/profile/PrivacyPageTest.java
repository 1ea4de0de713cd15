package io.houdao.profile;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/privacy.md} says to be held by a test is held by one that exists. */
class PrivacyPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern REFERENCE = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    private final String page = text(ROOT.resolve("docs/privacy.md"));

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        var sources = testSources();

        assertThat(REFERENCE.matcher(page).results().toList())
                .hasSizeGreaterThan(60)
                .allSatisfy(reference -> assertThat(sources.getOrDefault(reference.group(1) + ".java", List.of()))
                        .as(reference.group())
                        .anyMatch(source -> source.contains("void " + reference.group(2) + "(")));
    }

    @Test
    void everyRowOfThePageNamesATest() {
        var rows = page.lines()
                .filter(line -> line.startsWith("| ") && !line.matches("\\| (Signal|Duty|Rule) \\|.*"))
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(30)
                .allMatch(row -> REFERENCE.matcher(row).find());
    }

    /** The texts of all test classes, by file name: two modules may have one of the same name. */
    private static Map<String, List<String>> testSources() throws IOException {
        try (var files = Files.walk(ROOT, 12)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> file.toString().endsWith("Test.java"))
                    .collect(groupingBy(
                            file -> file.getFileName().toString(), mapping(PrivacyPageTest::text, toList())));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
