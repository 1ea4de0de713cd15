package io.houdao.endtoend.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of metrics, in the documentation and in the code. */
final class Catalogue {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);
    private static final Pattern COUNTER = Pattern.compile("\\.counter\\(\\s*\"(houdao[a-z.]+)\"");
    private static final Pattern GAUGE = Pattern.compile("\\.gauge\\(\\s*\"(houdao[a-z.]+)\"");
    private static final Pattern GAUGE_IN_SECONDS = Pattern.compile(
            "Gauge\\.builder\\(\\s*\"(houdao[a-z.]+)\"[^;]*?\\.baseUnit\\(\"seconds\"\\)", Pattern.DOTALL);
    private static final Pattern ANY = Pattern.compile(
            "(?:\\.(?:counter|gauge|timer|summary)|(?:Gauge|Counter|Timer|DistributionSummary)\\.builder)\\(\\s*\"houdao");

    private Catalogue() {}

    /** Names in the rows of {@code docs/metrics.md} below the heading {@code title}. */
    static Set<String> documented(String title) {
        var page = text(ROOT.resolve("docs/metrics.md"));
        var start = page.indexOf("## " + title);
        var end = page.indexOf("\n## ", start + 1);
        return ROW.matcher(end < 0 ? page.substring(start) : page.substring(start, end))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names that the code registers, as Prometheus shows them. */
    static Set<String> registered() {
        var names = new TreeSet<String>();
        sources().forEach(source -> {
            var found = new TreeSet<String>();
            COUNTER.matcher(source).results().forEach(hit -> found.add(prometheus(hit.group(1)) + "_total"));
            GAUGE.matcher(source).results().forEach(hit -> found.add(prometheus(hit.group(1))));
            GAUGE_IN_SECONDS.matcher(source).results().forEach(hit -> found.add(prometheus(hit.group(1)) + "_seconds"));
            if (ANY.matcher(source).results().count() > found.size()) {
                throw new AssertionError("a meter is registered in a way that Catalogue does not know: " + source);
            }
            names.addAll(found);
        });
        return names;
    }

    private static String prometheus(String name) {
        return name.replace('.', '_');
    }

    private static Stream<String> sources() {
        return Stream.of(
                        "profile-service",
                        "campaign-service",
                        "placement-service",
                        "feedback-service",
                        "libraries/service-kit")
                .map(module -> ROOT.resolve(module).resolve("src/main/java"))
                .flatMap(Catalogue::javaFiles)
                .map(Catalogue::text);
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
