package io.houdao.profile.bulk;

import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.projection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.local.LocalStackResource;
import io.houdao.profile.Stored;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is computed of newcomers in memory must be what the database says of them. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class NewPeopleTest {

    private static final List<String> KINDS = List.of("tv", "phone", "rice-cooker", "tv");
    private static final List<String> BIRTH_DATES = List.of("1990-05-17", "1971-02-28", "2018-05-17");
    private static final int PEOPLE = 150;
    /** Finer than PostgreSQL keeps it. */
    private static final Instant IN_FIVE_DAYS =
            Instant.now().plus(Duration.ofDays(5)).with(ChronoField.NANO_OF_SECOND, 123_456_789);

    @Inject
    Stored stored;

    /** Sent again they are read from the database, and were anything else there, it would be published. */
    @Test
    void whoeverComesSentAgainIsTheSameThere() {
        var random = new Random(7);
        var households = IntStream.range(0, 40).mapToObj(i -> id(random)).toList();
        var lines = IntStream.range(0, PEOPLE)
                .mapToObj(i -> line(households, random))
                .collect(Collectors.joining("\n", "", "\n"));
        var anyone = UUID.fromString(lines.substring(13, 49));
        var none = stored.everything();

        importPeople(lines).then().body("accepted", equalTo(PEOPLE)).body("rejected", equalTo(0));
        var once = stored.everything();
        var left = projection(anyone).asString();
        importPeople(lines).then().body("accepted", equalTo(PEOPLE)).body("rejected", equalTo(0));

        assertThat(stored.everything()).isEqualTo(once);
        assertThat(once.get("person") - none.get("person")).isEqualTo(PEOPLE);
        assertThat(projection(anyone).asString()).isEqualTo(left);
    }

    /** Half of them live with others, every tenth refuses, every third is a child. */
    private static String line(List<UUID> households, Random random) {
        var household = random.nextBoolean()
                ? ",\"householdId\":\"" + households.get(random.nextInt(households.size())) + "\""
                : "";
        return "{\"personId\":\"" + id(random) + "\",\"birthDate\":\""
                + BIRTH_DATES.get(random.nextInt(BIRTH_DATES.size())) + "\"" + household + ",\"devices\":["
                + some(random, KINDS.size(), i -> device(KINDS.get(i), random)) + "],\"permissions\":["
                + some(random, 3, i -> permission(i, random)) + "],\"tags\":[" + some(random, 4, i -> tag(i))
                + "],\"switches\":{\"adsOff\":" + (random.nextInt(8) == 0) + ",\"refused\":" + (random.nextInt(10) == 0)
                + ",\"mutedTouchpoints\":[" + some(random, 1, i -> "\"input-method\"") + "],\"quietScenes\":["
                + some(random, 1, i -> "\"home/sport\"") + "],\"dailyAdLimitByScene\":{"
                + some(random, 1, i -> "\"home/life\":3") + "}}}";
    }

    private static String device(String kind, Random random) {
        return "{\"deviceId\":\"" + id(random) + "\",\"kind\":\"" + kind + "\",\"shared\":" + random.nextBoolean()
                + "}";
    }

    private static String permission(int which, Random random) {
        var cells = List.of(
                "\"source\":\"tv\",\"dataKind\":\"viewing\",\"surface\":\"tv\"",
                "\"source\":\"rice-cooker\",\"dataKind\":\"cooking\",\"surface\":\"tv\"",
                "\"source\":\"self\",\"dataKind\":\"place\",\"surface\":\"phone\"");
        var decision = random.nextInt(4) == 0 ? "denied" : "granted";
        var end = decision.equals("granted") && random.nextInt(3) == 0 ? ",\"expiresAt\":\"" + IN_FIVE_DAYS + "\"" : "";
        return "{" + cells.get(which) + ",\"purpose\":\"personalised-ads\",\"decision\":\"" + decision + "\"" + end
                + "}";
    }

    private static String tag(int which) {
        return List.of(
                        "{\"tag\":\"viewing-genre:sport\",\"provenance\":\"OBSERVED\",\"source\":\"tv\"}",
                        "{\"tag\":\"rice-texture:soft\",\"provenance\":\"OBSERVED\",\"source\":\"rice-cooker\"}",
                        "{\"tag\":\"city:beijing\",\"provenance\":\"DECLARED\"}",
                        "{\"tag\":\"rice-texture:firm\",\"provenance\":\"OBSERVED\",\"source\":\"rice-cooker\","
                                + "\"expiresAt\":\"" + IN_FIVE_DAYS + "\"}")
                .get(which);
    }

    private interface Part {
        String of(int index);
    }

    private static String some(Random random, int most, Part part) {
        var parts = new ArrayList<String>();
        for (var i = 0; i < most; i++) {
            if (random.nextInt(3) > 0) {
                parts.add(part.of(i));
            }
        }
        return String.join(",", parts);
    }

    /** Another one in each run: the database outlives a run of one test. */
    private static UUID id(Random random) {
        return new UUID(UUID.randomUUID().getMostSignificantBits(), random.nextLong());
    }
}
