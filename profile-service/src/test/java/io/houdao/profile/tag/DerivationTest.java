package io.houdao.profile.tag;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aChild;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.post;
import static io.houdao.profile.ProfileDriver.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.houdao.profile.Stored;
import io.houdao.profile.catalogue.CatalogueFiles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DerivationTest {

    private static final Instant NOW =
            Instant.now().truncatedTo(ChronoUnit.MICROS).plusNanos(499);

    @Inject
    Stored stored;

    @Test
    void aDeviceTellsOnlyItsOwnChanges() {
        var cooker = aDevice(aPerson(), "rice-cooker");

        post(as(Roles.DEVICE, UUID.randomUUID()), "/v1/devices/" + cooker + "/state-changes", "{\"changes\":[]}")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        post(as(Roles.OPERATOR, "olga"), "/v1/devices/" + cooker + "/state-changes", "{\"changes\":[]}")
                .then()
                .statusCode(403);
    }

    @Test
    void threeChangesInARowAreATagAndOneIsNot() {
        var anna = aPerson();
        var cooker = aDevice(anna, "rice-cooker");

        soft(cooker, 30).then().statusCode(200).body("items", empty());
        soft(cooker, 20).then().body("items", empty());
        soft(cooker, 10).then().body("items.tag", contains("rice-texture:soft"));

        asPerson(anna)
                .get("/v1/people/" + anna + "/tags")
                .then()
                .body("items.tag", contains("rice-texture:soft"))
                .body("items.provenance", contains("OBSERVED"));
    }

    @Test
    void theSameChangeSentAgainCountsOnce() {
        var cooker = aDevice(aPerson(), "rice-cooker");

        for (var i = 0; i < 5; i++) {
            soft(cooker, 30).then().statusCode(200).body("items", empty());
        }
    }

    @Test
    void whatADeviceTellsIsNotStored() {
        var cooker = aDevice(aPerson(), "rice-cooker");

        change(cooker, "lid-temperature", "98.61-degrees", 30).then().statusCode(200);

        for (var told : List.of("lid-temperature", "98.61-degrees")) {
            assertThat(stored.mentions(told))
                    .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
        }
    }

    @Test
    void nothingIsKeptOfAChild() {
        var cooker = aDevice(aChild(), "rice-cooker");

        cookThreeTimes(cooker).then().body("items", empty());

        assertThat(stored.number("select count(*) from tag_evidence where device_id = '" + cooker + "'"))
                .isZero();
    }

    @Test
    void aRemovedTagStaysRemoved() {
        var anna = aPerson();
        var cooker = aDevice(anna, "rice-cooker");
        cookThreeTimes(cooker);
        asPerson(anna)
                .delete("/v1/people/" + anna + "/tags/rice-texture:soft")
                .then()
                .statusCode(204);

        soft(cooker, 5).then().body("items", empty());
        soft(cooker, 4).then().body("items", empty());
    }

    @Test
    void aReportOfTheDeviceLeavesWhatRulesDerived() {
        var anna = aPerson();
        var cooker = aDevice(anna, "rice-cooker");
        cookThreeTimes(cooker);

        report(cooker, "cooks:daily");
        report(cooker);

        asPerson(anna).get("/v1/people/" + anna + "/tags").then().body("items.tag", contains("rice-texture:soft"));
    }

    @Test
    void evidenceFadesByHalfEachHalfLifeAndTheTagWithIt() {
        var rule = new DerivationRule(
                "soft", new DeviceKind("rice-cooker"), "texture", "soft", Tag.of("rice-texture:soft"), 2.5, 14);

        assertThat(rule.faded(4, NOW, NOW.plus(Duration.ofDays(14)))).isCloseTo(2, within(1e-9));
        assertThat(rule.isEnough(2.49)).isFalse();
        assertThat(rule.isEnough(2.5)).isTrue();
        assertThat(Duration.between(NOW, rule.expiry(5, NOW))).isBetween(Duration.ofDays(28), Duration.ofDays(29));
    }

    @Test
    void aFileWithWrongOrOlderRulesChangesNothingAndANewerOneTakesEffect() throws Exception {
        var file = Files.createTempFile("rules", ".json");
        var book = new RuleBook(CatalogueFiles.read(), Optional.of(file));
        var shipped = book.rules();

        for (var wrong : new String[] {
            "no json",
            rules(9, "rice-cooker", "resting-heart-rate:high"),
            rules(9, "story-machine", "rice-texture:soft"),
            rules(1, "rice-cooker", "rice-texture:soft")
        }) {
            Files.writeString(file, wrong);
            book.reload();
            assertThat(book.rules()).as(wrong).isEqualTo(shipped);
        }
        Files.writeString(file, rules(2, "rice-cooker", "rice-texture:soft"));
        book.reload();

        assertThat(book.rules().version()).isEqualTo(2);
        Files.delete(file);
        assertThatThrownBy(() -> DerivationRules.read("[]".getBytes(StandardCharsets.UTF_8), CatalogueFiles.read()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String rules(int version, String kind, String tag) {
        return """
                {"version":%d,"rules":[{"rule":"one","kind":"%s","attribute":"texture","to":"soft","tag":"%s",\
                "atLeast":2.5,"halfLifeDays":14}]}""".formatted(version, kind, tag);
    }

    private static Response cookThreeTimes(UUID cooker) {
        soft(cooker, 30);
        soft(cooker, 20);
        return soft(cooker, 10);
    }

    private static Response soft(UUID cooker, int minutesAgo) {
        return change(cooker, "texture", "soft", minutesAgo);
    }

    private static Response change(UUID cooker, String attribute, String to, int minutesAgo) {
        var change = "{\"attribute\":\"%s\",\"to\":\"%s\",\"at\":\"%s\"}"
                .formatted(attribute, to, NOW.minus(Duration.ofMinutes(minutesAgo)));
        return post(
                as(Roles.DEVICE, cooker), "/v1/devices/" + cooker + "/state-changes", "{\"changes\":[" + change + "]}");
    }
}
