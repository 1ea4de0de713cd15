package io.houdao.endtoend.observability;

import static io.houdao.local.Service.FEEDBACK;
import static io.houdao.local.Service.PLACEMENT;
import static io.houdao.local.Service.PROFILE;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.driver.Token;
import io.houdao.local.LocalPostgres;
import io.houdao.local.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the services log: one fact a line, and nobody recognisable in it, whatever goes wrong. */
class ServiceLogsTest {

    private static final Pattern FACT =
            Pattern.compile("at=\\S+ level=[A-Z]+ logger=\\S+ thread=\".*?\" trace=\\w* message=\".*");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String BIRTH_DATE = "1931-02-27";
    private static final String ADDRESS = "203.0.113.77";
    private static final String WORDS = "nobody-but-the-agent";

    private final HttpClient http = HttpClient.newHttpClient();
    private final SharedSuite shared = SharedSuite.running();
    private final UUID person = UUID.randomUUID();
    private final UUID device = UUID.randomUUID();

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyFactIsALineOfKeysAndValuesAndNoneIsAToken(Service service) {
        var log = SharedSuite.read(shared.suite().log(service));
        // What comes after the last end of a line is still being written.
        var lines = log.substring(0, log.lastIndexOf('\n') + 1).lines().toList();

        assertThat(lines)
                .filteredOn(line -> line.startsWith("at="))
                .isNotEmpty()
                .allMatch(line -> FACT.matcher(line).matches());
        assertThat(lines).noneMatch(line -> line.contains("eyJ"));
    }

    @Test
    void nobodyIsRecognisableWhateverGoesWrong() {
        var operator = shared.drivers().identities().operator();
        var people = "/v1/people";
        var body = "{\"personId\": \"%s\", \"birthDate\": \"%s\"}".formatted(person, BIRTH_DATE);
        // At once, so that the database itself refuses all but one.
        assertThat(IntStream.range(0, 8)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(PROFILE, people, operator, body)))
                        .toList())
                .extracting(CompletableFuture::join)
                .containsOnlyOnce(201)
                .containsOnly(201, 409);

        // Twice, without what is needed, of no known form, by nobody, about somebody else.
        assertThat(post(PROFILE, people, operator, body)).isEqualTo(409);
        assertThat(post(
                        PROFILE,
                        people,
                        operator,
                        "{\"personId\": \"%s\", \"born\": \"%s\"}".formatted(person, BIRTH_DATE)))
                .isEqualTo(400);
        assertThat(post(PROFILE, people, operator, body.replace(BIRTH_DATE, BIRTH_DATE + "?")))
                .isEqualTo(400);
        assertThat(post(PROFILE, people, new Token("forged", operator.jwt() + "x"), body))
                .isEqualTo(401);
        assertThat(post(
                        PROFILE,
                        people + "/" + person + "/devices",
                        shared.drivers().identities().device(device),
                        body))
                .isEqualTo(403);
        assertThat(post(PROFILE, people + "/import", operator, body + "\n{\"personId\": \"" + person + "\", "))
                .isGreaterThanOrEqualTo(200);
        assertThat(post(PLACEMENT, "/v1/decisions", deviceToken(), "{\"scene\": \"" + WORDS + "\"}"))
                .isEqualTo(400);
        assertThat(post(FEEDBACK, "/v1/events", deviceToken(), """
                        {"events": [{"receipt": "%s", "type": "complaint", "occurredAt": "2026-01-01T00:00:00Z",
                                     "category": "private", "text": "%s"}]}""".formatted(WORDS, WORDS)))
                .isBetween(200, 499);

        for (var recognisable : List.of("" + person, "" + device, BIRTH_DATE, ADDRESS, WORDS)) {
            assertThat(shared.logsWith(recognisable)).as(recognisable).isEmpty();
        }
    }

    /** Of all who live in the demo world, and whoever came since, under their own ids and the names that others know. */
    @Test
    void noLogNamesAnybodyWhoIsThereNorADeviceOfTheirsNorAHousehold() throws SQLException {
        var there = new HashSet<String>();
        try (var database = DriverManager.getConnection(
                        shared.suite().databaseUrl(PROFILE), LocalPostgres.USER, LocalPostgres.PASSWORD);
                var statement = database.createStatement();
                var rows = statement.executeQuery("""
                        select id::text from person union all select pseudonym::text from person
                        union all select id::text from device union all select id::text from household""")) {
            while (rows.next()) {
                there.add(rows.getString(1));
            }
        }

        assertThat(there).hasSizeGreaterThan(500);
        assertThat(shared.suite().logs())
                .extracting(log -> log.getFileName().toString())
                .contains("postgresql.log", "Kafka.log", "profile-service.log");
        assertThat(shared.suite().logs())
                .allSatisfy(log ->
                        assertThat(idsIn(log)).as(log.getFileName().toString()).doesNotContainAnyElementsOf(there));
    }

    private static Set<String> idsIn(Path log) {
        return ID.matcher(SharedSuite.read(log))
                .results()
                .map(MatchResult::group)
                .collect(toSet());
    }

    private Token deviceToken() {
        return shared.drivers().identities().device(device);
    }

    private int post(Service service, String path, Token token, String body) {
        var request = HttpRequest.newBuilder(URI.create(shared.suite().uri(service) + path))
                .header("Authorization", "Bearer " + token.jwt())
                .header("Content-Type", path.endsWith("/import") ? "application/x-ndjson" : "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("X-Forwarded-For", ADDRESS)
                .POST(BodyPublishers.ofString(body));
        return http.sendAsync(request.build(), BodyHandlers.discarding()).join().statusCode();
    }
}
