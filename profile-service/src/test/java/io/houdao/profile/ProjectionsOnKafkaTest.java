package io.houdao.profile;

import static io.houdao.profile.Arrivals.tagsOn;
import static io.houdao.profile.ProfileDriver.aChildIn;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.decide;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.report;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.contracts.profile.PersonProjection.Wishes;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What other services get to know, read from Kafka as they read it. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ProjectionsOnKafkaTest {

    private static final Scene SPORT = Scene.of("home/sport");
    private static final Set<TouchpointId> WEATHER = Set.of(new TouchpointId("weather"));

    @Inject
    Stored stored;

    private final Arrivals arrivals = Arrivals.ofProjections();

    @AfterEach
    void hangUp() {
        arrivals.close();
    }

    @Test
    void aGrantLetsATagOutAndARevocationTakesItBack() {
        var anna = aPerson();
        aDevice(anna, "tv");
        var cooker = aDevice(anna, "rice-cooker");
        report(cooker, "rice-texture:soft");
        var silent = arrivals.awaitProjection(
                anna, projection -> !projection.surfaces().isEmpty());

        grant(anna, "rice-cooker", "cooking", "tv");
        var open = arrivals.awaitProjection(
                anna, projection -> tagsOn("tv", projection).contains("rice-texture:soft"));

        decide(anna, "rice-cooker", "cooking", "tv", "revoked");
        var closed = arrivals.awaitProjection(
                anna, projection -> tagsOn("tv", projection).isEmpty());

        assertThat(tagsOn("tv", silent)).isEmpty();
        assertThat(open.version()).isGreaterThan(silent.version());
        assertThat(closed.version()).isGreaterThan(open.version());
    }

    @Test
    void versionsRiseInTheOrderOfArrivalAndEnvelopesSayWhatItIs() {
        var anna = aPerson();
        aDevice(anna, "tv");
        grant(anna, "tv", "viewing", "tv");
        var tv = aDevice(anna, "tv");
        report(tv, "viewing-genre:film");
        report(tv, "viewing-genre:film", "viewing-genre:sport");
        arrivals.awaitProjection(anna, projection -> tagsOn("tv", projection).size() == 2);

        var records = arrivals.of(anna);

        assertThat(records)
                .extracting(record -> Arrivals.read(record).version())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(header(records.get(0), "ce_type")).isEqualTo("io.houdao.profile.projection.published");
        assertThat(header(records.get(0), "ce_source")).isEqualTo("/houdao/profile-service");
    }

    @Test
    void whatChangesNothingIsNotPublished() {
        var anna = aPerson();
        aDevice(anna, "tv");
        var cooker = aDevice(anna, "rice-cooker");
        report(cooker, "rice-texture:soft");
        decide(anna, "rice-cooker", "cooking", "phone", "granted");
        decide(anna, "rice-cooker", "cooking", "tv", "denied");
        report(cooker, "rice-texture:soft", "cooks:daily");

        aDevice(anna, "phone");
        arrivals.awaitProjection(anna, projection -> projection.devices().size() == 2);

        assertThat(arrivals.of(anna)).as("born, tv, phone").hasSize(3);
    }

    @Test
    void aPersonSeesExactlyWhatLeft() {
        var anna = aPerson();
        aDevice(anna, "tv");
        arrivals.awaitProjection(anna, projection -> projection.devices().size() == 1);

        var seen = projection(anna).then().statusCode(200).extract().asByteArray();

        var records = arrivals.of(anna);
        assertThat(seen).isEqualTo(records.get(records.size() - 1).value());
    }

    @Test
    void whoRefusesIsPublishedWithoutTags() {
        var anna = aCookWithATv();

        put(asPerson(anna), "/v1/people/" + anna + "/switches", "{\"refused\":true}")
                .then()
                .statusCode(200);

        var refused = arrivals.awaitProjection(anna, PersonProjection::refused);
        assertThat(refused.devices()).hasSize(1);
        assertThat(tagsOn("tv", refused)).isEmpty();
    }

    @Test
    void theMasterSwitchArrivesAtOnceAndTakesTagsAlong() {
        var anna = aCookWithATv();

        put(asPerson(anna), "/v1/people/" + anna + "/switches", "{\"adsOff\":true}")
                .then()
                .statusCode(200);

        assertThat(tagsOn("tv", arrivals.awaitProjection(anna, PersonProjection::adsOff)))
                .isEmpty();
    }

    @Test
    void whatAHousemateAsksForArrivesWithWhoSharesAScreenAndGoesWithThem() {
        var household = aHousehold();
        var anna = aPersonIn(household);
        var ben = aPersonIn(household);
        aDevice(anna, "phone");
        choose(ben, "{\"mutedTouchpoints\":[\"weather\"]}");
        aDevice(anna, "tv", true);
        arrivals.awaitProjection(
                anna, projection -> wishes(projection).mutedTouchpoints().equals(WEATHER));
        assertThat(arrivals.of(anna)).as("born, phone, tv").hasSize(3);

        choose(ben, "{\"quietScenes\":[\"home/sport\"]}");
        arrivals.awaitProjection(
                anna,
                projection -> wishes(projection).quietScenes().equals(Set.of(SPORT))
                        && wishes(projection).mutedTouchpoints().isEmpty());
        choose(ben, "{\"dailyAdLimitByScene\":{\"home/sport\":2}}");
        var limited = arrivals.awaitProjection(
                anna, projection -> wishes(projection).dailyAdLimitByScene().equals(Map.of(SPORT, 2)));
        assertThat(wishes(limited).surfaces()).containsExactly(new DeviceKind("tv"));
        assertThat(limited.dailyAdLimitByScene()).isEmpty();

        asOperator()
                .delete("/v1/households/" + household + "/members/" + ben)
                .then()
                .statusCode(204);
        arrivals.awaitProjection(anna, projection -> projection.othersWishes() == null);
        asOperator()
                .put("/v1/households/" + household + "/members/" + ben)
                .then()
                .statusCode(200);
        arrivals.awaitProjection(anna, projection -> projection.othersWishes() != null);
        asPerson(ben).delete("/v1/people/" + ben).then().statusCode(204);
        arrivals.awaitProjection(anna, projection -> projection.othersWishes() == null);
    }

    @Test
    void whatAGuestAsksForArrivesWithTheirHostsUntilTheVisitEnds() {
        var household = aHousehold();
        var anna = aPersonIn(household);
        var ben = aPerson();
        aDevice(anna, "tv", true);
        var until = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MICROS);
        put(asPerson(ben), "/v1/households/" + household + "/guests/" + ben, "{\"until\":\"" + until + "\"}")
                .then()
                .statusCode(200);

        choose(ben, "{\"mutedTouchpoints\":[\"weather\"]}");

        arrivals.awaitProjection(
                anna, projection -> wishes(projection).mutedTouchpoints().equals(WEATHER));
        var after = arrivals.awaitProjection(anna, projection -> projection.othersWishes() == null);
        assertThat(after.computedAt()).isAfterOrEqualTo(until);
    }

    @Test
    void whatOthersAskForIsNotShownToWhoSharesAScreenWithThem() {
        var household = aHousehold();
        var anna = aPersonIn(household);
        var ben = aPersonIn(household);
        aDevice(anna, "tv", true);
        choose(ben, "{\"mutedTouchpoints\":[\"weather\"]}");
        arrivals.awaitProjection(anna, projection -> projection.othersWishes() != null);

        projection(anna)
                .then()
                .statusCode(200)
                .body("$", not(hasKey("othersWishes")))
                .body("surfaces", hasKey("tv"));
        asPerson(anna)
                .get("/v1/people/" + anna + "/export")
                .then()
                .statusCode(200)
                .body("leaves[0]", not(hasKey("othersWishes")))
                .body("leaves[0].surfaces", hasKey("tv"));
    }

    @Test
    void deletingSomeoneLeavesATombstoneAndFreesTheirHousehold() {
        var household = aHousehold();
        var anna = aPersonIn(household);
        var ben = aPersonIn(household);
        aDevice(anna, "tv", true);
        put(asPerson(ben), "/v1/people/" + ben + "/switches", "{\"adsOff\":true}");
        arrivals.awaitProjection(anna, projection -> tv(projection).silent());

        asPerson(ben).delete("/v1/people/" + ben).then().statusCode(204);

        var tombstone = arrivals.awaitTombstone(ben);
        assertThat(header(tombstone, "ce_type")).isEqualTo("io.houdao.profile.person.forgotten");
        arrivals.awaitProjection(anna, projection -> !tv(projection).silent());
    }

    @Test
    void whoeverMovesInOrOutChangesWhatTheOthersShare() {
        var household = aHousehold();
        var anna = aPersonIn(household);
        aDevice(anna, "tv", true);
        arrivals.awaitProjection(anna, projection -> projection.devices().size() == 1);

        var child = aChildIn(household);
        arrivals.awaitProjection(anna, projection -> tv(projection).childRules());
        asOperator()
                .delete("/v1/households/" + household + "/members/" + child)
                .then()
                .statusCode(204);

        arrivals.awaitProjection(anna, projection -> !tv(projection).childRules());
    }

    @Test
    void anExpiredTagIsTakenBackWithoutAnybodyAsking() {
        var anna = aPerson();
        aDevice(anna, "tv");
        var cooker = aDevice(anna, "rice-cooker");
        grant(anna, "rice-cooker", "cooking", "tv");
        var soon = Instant.now().plusSeconds(3);
        put(
                        ProfileDriver.as("device", cooker),
                        "/v1/devices/" + cooker + "/tags",
                        "{\"tags\":[{\"tag\":\"rice-texture:soft\",\"expiresAt\":\"" + soon
                                + "\"},{\"tag\":\"cooks:daily\"}]}")
                .then()
                .statusCode(200);
        arrivals.awaitProjection(anna, projection -> tagsOn("tv", projection).size() == 2);

        arrivals.awaitProjection(anna, projection -> tagsOn("tv", projection).equals(List.of("cooks:daily")));

        assertThat(Instant.now()).isAfterOrEqualTo(soon);
        assertThat(stored.number("select count(*) from tag where device_id = '" + cooker + "'"))
                .isOne();
    }

    @Test
    void aYesThatEndsIsTakenBackWithoutAnybodyAsking() {
        var anna = aCookWithATv();
        var soon = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.MICROS);
        var cell = ProfileDriver.cell("rice-cooker", "cooking", "tv", "granted")
                .replace("}", ",\"expiresAt\":\"" + soon + "\"}");
        put(asPerson(anna), "/v1/people/" + anna + "/permissions", cell).then().statusCode(200);
        var open = arrivals.awaitProjection(
                anna,
                projection -> projection.surfaces().values().stream()
                        .flatMap(surface -> surface.tags().stream())
                        .anyMatch(tag -> tag.expiresAt().equals(soon)));

        var closed = arrivals.awaitProjection(
                anna, projection -> tagsOn("tv", projection).isEmpty() && projection.version() > open.version());

        assertThat(closed.computedAt()).isAfterOrEqualTo(soon);
        asPerson(anna)
                .get("/v1/people/" + anna + "/permissions/history")
                .then()
                .body("items[0].decision", equalTo("revoked"))
                .body("items[0].decidedBy", equalTo("expiry"))
                .body("items[0].decidedAt", equalTo(soon.toString()));
    }

    @Test
    void importedPeopleOfSeveralTransactionsArriveEachOnce() {
        var people = IntStream.range(0, 250).mapToObj(i -> UUID.randomUUID()).toList();
        for (var some : List.of(people.subList(0, 125), people.subList(125, 250))) {
            importPeople(some.stream().map(ProjectionsOnKafkaTest::aLine).collect(joining()))
                    .then()
                    .statusCode(200)
                    .body("accepted", equalTo(125))
                    .body("rejected", equalTo(0));
        }

        var names = people.stream()
                .map(ProfileDriver::pseudonym)
                .map(UUID::toString)
                .toList();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            arrivals.poll();
            return names.stream().noneMatch(name -> arrivals.received(name).isEmpty());
        });
        assertThat(names).allSatisfy(name -> {
            assertThat(arrivals.received(name)).hasSize(1);
            assertThat(tagsOn("tv", Arrivals.read(arrivals.received(name).get(0))))
                    .containsExactly("rice-texture:soft");
        });
    }

    private static String aLine(UUID person) {
        return """
                {"personId":"%s","birthDate":"1990-05-17",\
                "devices":[{"deviceId":"%s","kind":"tv","shared":false},{"deviceId":"%s","kind":"rice-cooker"}],\
                "permissions":[{"source":"rice-cooker","dataKind":"cooking","surface":"tv","purpose":"personalised-ads",\
                "decision":"granted"}],\
                "tags":[{"tag":"rice-texture:soft","provenance":"OBSERVED","source":"rice-cooker"}]}
                """.formatted(person, UUID.randomUUID(), UUID.randomUUID());
    }

    private UUID aCookWithATv() {
        var anna = aPerson();
        aDevice(anna, "tv");
        report(aDevice(anna, "rice-cooker"), "rice-texture:soft");
        grant(anna, "rice-cooker", "cooking", "tv");
        arrivals.awaitProjection(anna, projection -> !tagsOn("tv", projection).isEmpty());
        return anna;
    }

    private static void choose(UUID person, String switches) {
        put(asPerson(person), "/v1/people/" + person + "/switches", switches)
                .then()
                .statusCode(200);
    }

    private static Wishes wishes(PersonProjection projection) {
        return Objects.requireNonNullElse(
                projection.othersWishes(), new Wishes(Set.of(), Set.of(), Set.of(), Map.of()));
    }

    private static PersonProjection.Surface tv(PersonProjection projection) {
        return projection
                .surfaces()
                .getOrDefault(new DeviceKind("tv"), new PersonProjection.Surface(false, false, List.of()));
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
