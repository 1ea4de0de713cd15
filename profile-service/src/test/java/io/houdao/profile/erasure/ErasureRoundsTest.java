package io.houdao.profile.erasure;

import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.pseudonym;
import static io.houdao.profile.erasure.ErasureTest.confirm;
import static io.houdao.profile.erasure.ErasureTest.requestAbout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.notNullValue;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.profile.ErasureEvent;
import io.houdao.contracts.profile.ErasureEvent.Requested;
import io.houdao.local.LocalStackResource;
import io.houdao.profile.Arrivals;
import io.houdao.profile.Stored;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to an erasure in the day after it; hours pass by setting its times back. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ErasureRoundsTest {

    private static final List<String> SERVICES = List.of("campaign-service", "feedback-service", "placement-service");

    @Inject
    Stored stored;

    private final Arrivals arrivals = Arrivals.of(Topics.ERASURES);

    @AfterEach
    void hangUp() {
        arrivals.close();
    }

    @Test
    void whoHasNotConfirmedIsAskedAgainAnHourLaterAndNotBefore() throws SQLException {
        var erasure = forgotten(aPerson());
        SERVICES.subList(1, 3).forEach(service -> confirm(erasure, service));

        itIs(erasure, "59 minutes", "59 minutes");
        awaitTheNextRound();
        assertThat(requests(erasure)).isEqualTo(1);
        itIs(erasure, "61 minutes", "61 minutes");

        awaitRequests(erasure, 2);
    }

    @Test
    void allAreAskedALastTimeOnceNoReceiptIsValidAnyMoreAndThenThePseudonymIsForgotten() throws SQLException {
        var anna = aPerson();
        var tv = aDevice(anna, "tv");
        var erasure = forgotten(anna);
        SERVICES.forEach(service -> confirm(erasure, service));
        awaitComplete(anna);

        itIs(erasure, "24 hours 59 minutes", "24 hours 58 minutes");
        awaitTheNextRound();
        assertThat(requests(erasure)).isEqualTo(1);
        itIs(erasure, "25 hours 1 minute", "25 hours");
        awaitRequests(erasure, 2);
        awaitTheNextRound();
        assertThat(stored.mentions(pseudonym(anna))).containsEntry("erasure", 1L);
        itIs(erasure, "27 hours", "61 minutes");

        await().atMost(Duration.ofSeconds(30)).until(() -> isNowhere(pseudonym(anna)) && isNowhere(tv));
        awaitComplete(anna);
        assertThat(requests(erasure)).isEqualTo(2);
    }

    @Test
    void aServiceThatNeverConfirmsKeepsThePseudonymFromBeingForgotten() throws SQLException {
        var anna = aPerson();
        var erasure = forgotten(anna);
        SERVICES.subList(1, 3).forEach(service -> confirm(erasure, service));

        itIs(erasure, "100 hours", "70 hours");
        awaitRequests(erasure, 2);
        awaitTheNextRound();

        assertThat(stored.mentions(pseudonym(anna))).containsEntry("erasure", 1L);
    }

    private static UUID forgotten(UUID person) {
        asPerson(person).delete("/v1/people/" + person).then().statusCode(204);
        return requestAbout(person).erasureId();
    }

    /** So long after {@code erasure} was asked for, and so long after the others were last asked. */
    private void itIs(UUID erasure, String erased, String asked) throws SQLException {
        try (var change = stored.hold("""
                update erasure set erased_at = now() - interval '%s', asked_at = now() - interval '%s'
                where id = '%s'""".formatted(erased, asked, erasure))) {
            change.commit();
        }
    }

    /** Somebody else is asked about in it. */
    private void awaitTheNextRound() {
        forgotten(aPerson());
    }

    private void awaitRequests(UUID erasure, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> requests(erasure) == count);
    }

    private long requests(UUID erasure) {
        arrivals.poll();
        return arrivals.received(erasure.toString()).stream()
                .filter(record -> Json.read(record.value(), ErasureEvent.class) instanceof Requested)
                .count();
    }

    private boolean isNowhere(UUID id) {
        return stored.mentions(id).values().stream().allMatch(rows -> rows == 0);
    }

    private static void awaitComplete(UUID person) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> asPerson(person)
                        .get("/v1/people/" + person + "/erasure")
                        .then()
                        .statusCode(200)
                        .body("missing", empty())
                        .body("completedAt", notNullValue()));
    }
}
