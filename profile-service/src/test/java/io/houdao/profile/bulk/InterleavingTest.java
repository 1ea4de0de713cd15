package io.houdao.profile.bulk;

import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.cell;
import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.profile.PersonProjection;
import io.houdao.local.LocalStackResource;
import io.houdao.profile.Arrivals;
import io.houdao.profile.Stored;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An import, and what gets in its way: changes of the same people, and its own end. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class InterleavingTest {

    private static final int PEOPLE = 24;
    private static final int IMPORTS = 3;

    @Inject
    Stored stored;

    private final Arrivals arrivals = Arrivals.ofProjections();

    @AfterEach
    void hangUp() {
        arrivals.close();
    }

    @Test
    void importsAndChangesAtOnceEndAsTheyDoOneAfterTheOther() {
        var people = some(PEOPLE);
        var inSequence = some(PEOPLE);

        var imports = Stream.generate(() -> CompletableFuture.runAsync(() -> importPeople(lines(people))))
                .limit(IMPORTS)
                .toList();
        var changes = people.stream()
                .map(person -> CompletableFuture.runAsync(() -> changeOnceThere(person, people.indexOf(person))))
                .toList();
        Stream.concat(imports.stream(), changes.stream()).forEach(CompletableFuture::join);
        importPeople(lines(inSequence)).then().statusCode(200);
        inSequence.forEach(person -> changeOnceThere(person, inSequence.indexOf(person)));

        for (var i = 0; i < PEOPLE; i++) {
            assertThat(shape(people.get(i))).as("person %d", i).isEqualTo(shape(inSequence.get(i)));
        }
        people.forEach(this::requireNewestLast);
    }

    @Test
    void anImportThatIsCutOffResumesWithoutLossOrRepetition() throws IOException {
        var people = some(1_300);
        var before = stored.everything();
        cutOff(
                lines(people),
                1_100,
                () -> await().atMost(Duration.ofSeconds(60)).until(() -> arrived(before, "person") > 0));

        importPeople(lines(people)).then().statusCode(200);

        await().atMost(Duration.ofSeconds(30)).until(() -> arrived(before, "person") == people.size());
        assertThat(arrived(before, "device")).isEqualTo(2L * people.size());
        assertThat(arrived(before, "permission")).isEqualTo(people.size());
        assertThat(arrived(before, "permission_change")).isEqualTo(people.size());
        assertThat(arrived(before, "tag")).isEqualTo(people.size());
        assertThat(arrived(before, "projection")).isEqualTo(people.size());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stored.number("select count(*) from unpublished_import") == 0);
        for (var person : List.of(people.get(0), people.get(people.size() - 1))) {
            arrivals.awaitProjection(person, any -> true);
            requireNewestLast(person);
        }
    }

    private long arrived(java.util.Map<String, Long> before, String table) {
        return stored.everything().get(table) - before.get(table);
    }

    /** Sends all until the middle of line {@code count}, and hangs up once {@code some} of it is stored. */
    private static void cutOff(String lines, int count, Runnable some) throws IOException {
        var all = lines.lines().toList();
        var body =
                String.join("\n", all.subList(0, count)) + "\n" + all.get(count).substring(0, 20);
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            var token = LocalStackResource.issuer().token("olga", java.util.Set.of("operator"), java.util.Map.of());
            var head = "POST /v1/people/import HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + (body.length() + 100_000)
                    + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            some.run();
        }
    }

    /** Takes the permission back, gives it again or switches ads off, as soon as the import has brought them. */
    private static void changeOnceThere(UUID person, int number) {
        for (var decision : number % 2 == 0 ? List.of("revoked") : List.of("revoked", "granted")) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> put(
                                            asPerson(person),
                                            "/v1/people/" + person + "/permissions",
                                            cell("tv", "viewing", "tv", decision))
                                    .statusCode()
                            == 200);
        }
        if (number % 3 == 0) {
            put(asPerson(person), "/v1/people/" + person + "/switches", "{\"adsOff\":true}")
                    .then()
                    .statusCode(200);
        }
    }

    /** What leaves of someone, without what names them, and in which version. */
    private static String shape(UUID person) {
        var json = projection(person).jsonPath();
        return json.get("adsOff") + " "
                + json.getList("devices.kind", String.class).stream().sorted().toList() + " " + json.get("surfaces");
    }

    /** What the topic says last is what the database says, and no version came after a later one. */
    private void requireNewestLast(UUID person) {
        var last = projection(person).asByteArray();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(arrivals.of(person))
                        .isNotEmpty()
                        .last()
                        .satisfies(record -> assertThat(record.value()).isEqualTo(last)));
        var versions = arrivals.received(person).stream()
                .map(Arrivals::read)
                .map(PersonProjection::version)
                .toList();
        assertThat(versions).isSorted();
    }

    private static List<UUID> some(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }

    private static String lines(List<UUID> people) {
        return IntStream.range(0, people.size())
                .mapToObj(i -> line(people.get(i)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** The same ids for the same person. */
    private static String line(UUID person) {
        var devices = Stream.of("tv", "phone")
                .map(kind -> "{\"deviceId\":\""
                        + UUID.nameUUIDFromBytes((kind + person).getBytes(StandardCharsets.UTF_8)) + "\",\"kind\":\""
                        + kind + "\"}")
                .collect(Collectors.joining(","));
        return "{\"personId\":\"" + person + "\",\"birthDate\":\"1990-05-17\",\"devices\":[" + devices
                + "],\"permissions\":[{\"source\":\"tv\",\"dataKind\":\"viewing\",\"surface\":\"tv\","
                + "\"purpose\":\"personalised-ads\",\"decision\":\"granted\"}],\"tags\":["
                + "{\"tag\":\"viewing-genre:sport\",\"provenance\":\"OBSERVED\",\"source\":\"tv\"}]}";
    }
}
