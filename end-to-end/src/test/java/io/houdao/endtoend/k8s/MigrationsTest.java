package io.houdao.endtoend.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A migration runs when the first pod of a release starts, while pods of the release before go on serving: it takes nothing
 * away that these read, and asks nothing of what they write.
 */
class MigrationsTest {

    /** Older than the first release: no pod ever ran without them. */
    private static final Set<String> BEFORE_THE_FIRST_RELEASE = Set.of(
            "profile-service/V2__narrow_keys.sql",
            "campaign-service/V8__review.sql",
            "feedback-service/V1_5__complaint.sql");

    private static final Pattern TAKES_AWAY = Pattern.compile(
            "^(drop (table|view|function)\\b|alter table .*\\b(drop column|rename)\\b|alter table .*\\balter column"
                    + " \\w+ (set data )?type\\b)");
    private static final Pattern ASKS_FOR_MORE = Pattern.compile("^alter table .*\\balter column \\w+ set not null\\b");
    private static final Pattern REQUIRED = Pattern.compile("(?<!\\bis )\\bnot null\\b");
    private static final Pattern FILLED = Pattern.compile("\\b(default|generated always)\\b");

    static Stream<Path> migrations() throws IOException {
        var folders = Stream.concat(
                Manifests.SERVICES.stream().map(service -> service + "/src/main/resources/db/migration"),
                Stream.of("libraries/service-kit/src/main/resources/db/kit"));
        var found = new ArrayList<Path>();
        for (var folder : folders.toList()) {
            try (var files = Files.list(Manifests.ROOT.resolve(folder))) {
                files.sorted().forEach(found::add);
            }
        }
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void theReleaseBeforeGoesOnServing(Path migration) throws IOException {
        var module = Manifests.ROOT.relativize(migration).getName(0);
        if (!BEFORE_THE_FIRST_RELEASE.contains(module + "/" + migration.getFileName())) {
            assertThat(statements(Files.readString(migration)))
                    .isNotEmpty()
                    .noneMatch(statement -> TAKES_AWAY.matcher(statement).find())
                    .noneMatch(statement -> ASKS_FOR_MORE.matcher(statement).find())
                    .noneMatch(MigrationsTest::addsWhatOldPodsDoNotFill);
        }
    }

    /** On one line each, in small letters, without comments and bodies of functions. */
    private static List<String> statements(String sql) {
        var bare = sql.replaceAll("(?m)--.*$", " ").replaceAll("(?s)\\$\\$.*?\\$\\$", " ");
        return Arrays.stream(bare.split(";"))
                .map(statement -> statement.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static boolean addsWhatOldPodsDoNotFill(String statement) {
        return statement.startsWith("alter table")
                && Arrays.stream(statement.split("\\badd column\\b"))
                        .skip(1)
                        .anyMatch(column -> REQUIRED.matcher(column).find()
                                && !FILLED.matcher(column).find());
    }
}
