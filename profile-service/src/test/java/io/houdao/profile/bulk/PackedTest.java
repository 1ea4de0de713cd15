package io.houdao.profile.bulk;

import static io.houdao.profile.ProfileDriver.asAgent;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.cell;
import static io.houdao.profile.ProfileDriver.declare;
import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.merge;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.local.LocalStackResource;
import io.houdao.profile.Stored;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What came with an import and was not asked for since must count as if it had been. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class PackedTest {

    @Inject
    Stored stored;

    private final UUID anna = UUID.randomUUID();
    private final UUID bert = UUID.randomUUID();
    private final UUID household = UUID.randomUUID();
    private final UUID tv = UUID.randomUUID();

    @Test
    void nothingIsARowUntilSomebodyAsks() {
        comeTogether();
        assertThat(rowsOf(anna)).isZero();

        asAgent()
                .get("/v1/people/" + anna + "/permissions/history")
                .then()
                .body("items.decision", contains("granted"))
                .body("items.decidedBy", contains("import"));

        assertThat(rowsOf(anna)).isEqualTo(3);
        assertThat(stored.number("select count(*) from person where packed is not null and id = '" + anna + "'"))
                .isZero();
    }

    @Test
    void whatTheyCameWithKeepsItsTimes() {
        importPeople(line(anna, ",\"tags\":[{\"tag\":\"city:beijing\",\"provenance\":\"DECLARED\"}]")
                        .replace("\"granted\"}", "\"granted\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}"))
                .then()
                .body("accepted", equalTo(1));
        var here = Instant.now();

        var permission =
                asPerson(anna).get("/v1/people/" + anna + "/permissions").jsonPath();
        var tag = asPerson(anna).get("/v1/people/" + anna + "/tags").jsonPath();

        assertThat(permission.getString("items[0].expiresAt")).isEqualTo("2999-01-01T00:00:00Z");
        assertThat(Instant.parse(permission.getString("items[0].decidedAt"))).isBefore(here);
        assertThat(Instant.parse(tag.getString("items[0].learnedAt"))).isBefore(here);
    }

    /** While two releases run side by side, the older may change somebody of whom the newer packed something. */
    @Test
    void whatAReleaseDidThatKnowsNothingOfPackingStands() throws SQLException {
        comeTogether();
        try (var older = stored.hold("""
                insert into permission (person_id, source, data_kind, surface, purpose, decision, text_version, decided_by,
                                        decided_at)
                values ('%s', 'tv', 'viewing', 'tv', 'PERSONALISED_ADS', 'REVOKED', '2026-03', 'PERSON', now());
                delete from device where id = '%s'""".formatted(anna, tv))) {
            older.commit();
        }

        asPerson(anna).get("/v1/people/" + anna + "/permissions").then().body("items.decision", contains("revoked"));
        asPerson(anna).get("/v1/people/" + anna + "/permissions/history").then().body("items", hasSize(0));
        asPerson(anna).get("/v1/people/" + anna + "/tags").then().body("items", hasSize(0));
    }

    @Test
    void manyWhoAskAtOnceFindItOnce() {
        comeTogether();

        IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> asPerson(anna)
                        .get("/v1/people/" + anna + (i % 2 == 0 ? "/tags" : "/permissions"))
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(1))))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(rowsOf(anna)).isEqualTo(3);
    }

    @Test
    void theYesOfAHousemateWhoDidNothingSinceStillCounts() {
        comeTogether();

        put(asPerson(anna), "/v1/people/" + anna + "/switches", "{\"quietScenes\":[\"home/sport\"]}")
                .then()
                .statusCode(200);

        projection(anna)
                .then()
                .body("quietScenes", contains("home/sport"))
                .body("surfaces.tv.tags.tag", contains("viewing-genre:sport"));
    }

    @Test
    void aNoOfThePersonComesAfterTheYesTheyCameWith() {
        comeTogether();

        put(asPerson(anna), "/v1/people/" + anna + "/permissions", cell("tv", "viewing", "tv", "revoked"))
                .then()
                .statusCode(200);

        asPerson(anna)
                .get("/v1/people/" + anna + "/permissions/history")
                .then()
                .body("items.decision", contains("revoked", "granted"))
                .body("items.decidedBy", contains("person", "import"));
    }

    @Test
    void aTagThatIsDeclaredTooIsHeldOnceFromEachSource() {
        comeTogether();

        declare(anna, "city:beijing");

        asPerson(anna)
                .get("/v1/people/" + anna + "/tags")
                .then()
                .body("items.tag", contains("viewing-genre:sport", "city:beijing"));
    }

    @Test
    void unbindingTheDeviceTakesItsTags() {
        comeTogether();

        asPerson(anna).delete("/v1/people/" + anna + "/devices/" + tv).then().statusCode(204);

        asPerson(anna).get("/v1/people/" + anna + "/tags").then().body("items", hasSize(0));
    }

    @Test
    void theExportHasIt() {
        comeTogether();

        asPerson(anna)
                .get("/v1/people/" + anna + "/export")
                .then()
                .body("permissions", hasSize(1))
                .body("permissionHistory", hasSize(1))
                .body("tags.deviceId", contains(tv.toString()));
    }

    @Test
    void theCertificateOfWhoIsForgottenCountsIt() {
        comeTogether();

        asPerson(anna).delete("/v1/people/" + anna).then().statusCode(204);

        asPerson(anna)
                .get("/v1/people/" + anna + "/erasure")
                .then()
                .body("places.find { it.place == 'permissions' }.deleted", equalTo(1))
                .body("places.find { it.place == 'history of permissions' }.deleted", equalTo(1))
                .body("places.find { it.place == 'tags' }.deleted", equalTo(1));
        assertThat(stored.mentions(anna))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
    }

    @Test
    void aMergeKeepsWhatBothCameWithAndLeavesNothingOfTheOther() {
        comeTogether();

        merge(anna, bert).then().statusCode(201);

        asPerson(anna).get("/v1/people/" + anna + "/permissions").then().body("items.decision", contains("granted"));
        asPerson(anna).get("/v1/people/" + anna + "/permissions/history").then().body("items", hasSize(2));
        assertThat(stored.number("select count(*) from projection where person_id = '" + bert + "'"))
                .isZero();
    }

    /** Anna and Bert share Anna's television, and both allow what is watched on it. */
    private void comeTogether() {
        importPeople(line(
                                anna,
                                ",\"devices\":[{\"deviceId\":\"" + tv
                                        + "\",\"kind\":\"tv\",\"shared\":true}],\"tags\":["
                                        + "{\"tag\":\"viewing-genre:sport\",\"provenance\":\"OBSERVED\",\"source\":\"tv\"}]")
                        + "\n" + line(bert, ""))
                .then()
                .body("accepted", equalTo(2));
    }

    private String line(UUID person, String more) {
        return "{\"personId\":\"" + person + "\",\"birthDate\":\"1990-05-17\",\"householdId\":\"" + household
                + "\",\"permissions\":[{\"source\":\"tv\",\"dataKind\":\"viewing\",\"surface\":\"tv\","
                + "\"purpose\":\"personalised-ads\",\"decision\":\"granted\"}]" + more + "}";
    }

    private long rowsOf(UUID person) {
        return stored.number("select (select count(*) from permission where person_id = '%1$s')".formatted(person)
                + " + (select count(*) from permission_change where person_id = '%1$s')".formatted(person)
                + " + (select count(*) from tag where person_id = '%1$s')".formatted(person));
    }
}
