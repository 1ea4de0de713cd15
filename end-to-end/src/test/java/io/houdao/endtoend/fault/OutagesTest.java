package io.houdao.endtoend.fault;

import static io.houdao.local.Service.CAMPAIGN;
import static io.houdao.local.Service.FEEDBACK;
import static io.houdao.local.Service.PLACEMENT;
import static io.houdao.local.Service.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Refused;
import io.houdao.endtoend.story.Account;
import io.houdao.local.Service;
import io.houdao.local.Suite;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What all services stand on goes away and comes back, in the middle of their work: decisions go on meanwhile, and afterwards
 * every showing counts and costs once.
 */
class OutagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PEOPLE = 12;

    private final SharedSuite shared = SharedSuite.running();
    private final Suite suite = shared.suite();
    private final Drivers drivers = shared.drivers();
    private final Account account = Account.open(suite, drivers, PEOPLE);

    @Test
    void everyDatabaseCrashesAtOnce() throws SQLException {
        var person = UUID.randomUUID();
        drivers.profile().addPerson(person, LocalDate.parse("1988-05-04"), null);
        showSome();
        suite.crashPostgres();
        try {
            assertThatThrownBy(() -> drivers.profile().setAdsOff(person, true)).isInstanceOf(Refused.class);
            assertStayAlive();
            assertThat(isReady(PLACEMENT)).isTrue();
            assertThat(isReady(FEEDBACK)).isTrue();
            assertThat(isReady(PROFILE)).isFalse();
            assertThat(isReady(CAMPAIGN)).isFalse();
            account.askOnce(drivers.placement());
            account.tellAll();
            account.askOnce(drivers.placement());
        } finally {
            suite.startPostgres();
        }
        showSome();
        account.tellAll();

        account.assertExact();
        assertThat(suite.log(PROFILE))
                .as("who asked meanwhile is in nobody's log")
                .content()
                .doesNotContain(person.toString());
    }

    @Test
    void kafkaIsKilledAndComesBackWithWhatItAcknowledged() throws SQLException {
        showSome();
        account.tell(1);
        suite.killKafka();
        try {
            account.askOnce(drivers.placement());
            assertThatThrownBy(account::tellAll).isInstanceOfSatisfying(Refused.class, OutagesTest::isToldToComeAgain);
            account.askOnce(drivers.placement());
            assertStayAlive();
            assertThat(Service.values()).allMatch(this::isReady);
        } finally {
            suite.startKafka();
        }
        await().atMost(PATIENCE).ignoreException(Refused.class).untilAsserted(account::tellAll);
        showSome();
        account.tellAll();

        account.assertExact();
    }

    @Test
    void whoeverHandsOutTheMoneyStandsStill() throws SQLException {
        showSome();
        suite.pause(CAMPAIGN);
        try {
            for (var times = 0; times < 3; times++) {
                account.askOnce(drivers.placement());
            }
            account.tellAll();
        } finally {
            suite.resume(CAMPAIGN);
        }
        showSome();
        account.tellAll();

        account.assertExact();
    }

    @Test
    void whoKnowsThePeopleIsKilledAndForgetsNothingThatWasAcknowledged() throws SQLException {
        showSome();
        var person = UUID.randomUUID();
        drivers.profile().addPerson(person, LocalDate.parse("1988-05-04"), null);
        drivers.profile().setAdsOff(person, true);
        suite.kill(PROFILE);
        try {
            account.askOnce(drivers.placement());
            account.tellAll();
            account.askOnce(drivers.placement());
        } finally {
            suite.start(PROFILE);
        }
        assertThat(drivers.profile().projection(person).path("adsOff").asBoolean())
                .isTrue();
        showSome();
        account.tellAll();

        account.assertExact();
    }

    private void showSome() {
        account.promise(drivers.placement());
        account.promise(drivers.placement());
    }

    /** What somebody else cannot do is no reason for Kubernetes to start any service again. */
    private void assertStayAlive() {
        assertThat(Service.values()).allMatch(service -> status(service, "/q/health/live") == 200);
    }

    /** Whether Kubernetes would go on sending requests there. */
    private boolean isReady(Service service) {
        return status(service, "/q/health/ready") == 200;
    }

    private int status(Service service, String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(suite.uri(service).resolve(path))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new AssertionError(service + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void isToldToComeAgain(Refused refused) {
        if (refused.status() != 503) {
            throw refused;
        }
    }
}
