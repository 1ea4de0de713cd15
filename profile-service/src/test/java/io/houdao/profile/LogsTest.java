package io.houdao.profile;

import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.asAgent;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.post;
import static io.houdao.profile.ProfileDriver.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What someone does, and what goes wrong with it, leaves no trace of them in the log. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class LogsTest {

    private final Heard log = new Heard();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(log);
    }

    @Test
    void noLogNamesAPersonADeviceOrATag() {
        Logger.getLogger("io.houdao.profile").info("the log is being read");
        var anna = aPersonIn(aHousehold());
        var tv = aDevice(anna, "tv");
        report(tv, "viewing-genre:variety");
        grant(anna, "tv", "viewing", "tv");
        asAgent().get("/v1/people/" + anna).then().statusCode(200);
        asOperator().get("/v1/people/" + anna + "/tags").then().statusCode(403);
        post(asPerson(anna), "/v1/people/" + anna + "/devices", "{\"deviceId\":\"" + tv + "\",\"kind\":\"tv\"}")
                .then()
                .statusCode(409);
        importPeople("{\"personId\":\"" + anna + "\",\"birthDate\":\"never\"}")
                .then()
                .statusCode(200);
        asPerson(anna).delete("/v1/people/" + anna).then().statusCode(204);
        asPerson(anna).get("/v1/people/" + anna).then().statusCode(404);

        assertThat(log.lines).anyMatch(line -> line.contains("the log is being read"));
        for (var personal : List.of(anna, tv, ProfileDriver.pseudonym(anna), "viewing-genre:variety")) {
            assertThat(log.lines).noneMatch(line -> line.contains(personal.toString()));
        }
    }

    /** Everything that is logged at any level that is switched on, with causes. */
    private static final class Heard extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            lines.add(ExtLogRecord.wrap(record).getFormattedMessage() + " " + record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
