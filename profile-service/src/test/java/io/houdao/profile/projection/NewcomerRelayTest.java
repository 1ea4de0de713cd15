package io.houdao.profile.projection;

import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.profile.PersonProjection;
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
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lane of newcomers, when something goes wrong in it. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class NewcomerRelayTest {

    @Inject
    Stored stored;

    @Inject
    DataSource database;

    private final UUID person = UUID.randomUUID();
    private final Arrivals arrivals = Arrivals.ofProjections();

    @AfterEach
    void hangUp() {
        arrivals.close();
    }

    @Test
    void whatACrashLeftBehindIsPublished() throws SQLException {
        comes();

        leave(version());
        await().atMost(Duration.ofSeconds(30)).until(() -> versions().size() == 2);

        assertThat(versions()).containsOnly(version());
        awaitNoneLeft();
    }

    @Test
    void aNewcomerWhoChangedMeanwhileIsNotPublishedAsTheyWere() throws SQLException {
        comes();
        var asTheyCame = version();
        put(asPerson(person), "/v1/people/" + person + "/switches", "{\"adsOff\":true}");
        arrivals.awaitProjection(person, PersonProjection::adsOff);

        leave(asTheyCame);
        awaitNoneLeft();

        assertThat(versions()).containsExactly(asTheyCame, version());
    }

    @Test
    void whoIsBeingChangedIsPublishedOnceThatIsGivenUp() throws SQLException {
        comes();

        try (var changing = database.getConnection()) {
            changing.setAutoCommit(false);
            try (var update = changing.prepareStatement("update projection set version = -1 where person_id = ?")) {
                update.setObject(1, person);
                update.executeUpdate();
            }
            leave(version());
            await().pollDelay(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> left() == 1);
            assertThat(versions()).hasSize(1);
            changing.rollback();
        }

        awaitNoneLeft();
        await().atMost(Duration.ofSeconds(30)).until(() -> versions().size() == 2);
    }

    private void comes() {
        importPeople("{\"personId\":\"" + person + "\",\"birthDate\":\"1990-05-17\"}\n")
                .then()
                .statusCode(200);
        arrivals.awaitProjection(person, any -> true);
        awaitNoneLeft();
    }

    private void leave(long version) throws SQLException {
        try (var connection = database.getConnection()) {
            UnpublishedImports.add(connection, version);
        }
    }

    private void awaitNoneLeft() {
        await().atMost(Duration.ofSeconds(30)).until(() -> left() == 0);
    }

    private long left() {
        return stored.number("select count(*) from unpublished_import");
    }

    private long version() {
        return stored.number("select version from projection where person_id = '" + person + "'");
    }

    private List<Long> versions() {
        return arrivals.of(person).stream()
                .map(record -> Arrivals.read(record).version())
                .toList();
    }
}
