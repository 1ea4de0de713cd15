package io.houdao.endtoend.fault;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.driver.Refused;
import io.houdao.endtoend.driver.Unreachable;
import io.houdao.endtoend.fault.Island.Shore;
import io.houdao.endtoend.story.Account;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The network between placement-service and each thing it depends on loses everything for a while. Needs Linux and root. */
class PartitionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration CUT = Duration.ofSeconds(6);
    private static final int PEOPLE = 100;

    private final SharedSuite shared = SharedSuite.running();
    private final Account account = Account.open(shared.suite(), shared.drivers(), PEOPLE);

    @Test
    void decisionsGoOnAndEveryShowingCountsOnceWhicheverDependencyIsOutOfReach()
            throws IOException, InterruptedException, SQLException {
        assumeThat(Island.isPossible()).as("only root may part networks").isTrue();
        try (var island = new Island(shared)) {
            await().atMost(PATIENCE)
                    .ignoreExceptionsMatching(failure -> failure instanceof Unreachable || failure instanceof Refused)
                    .until(() -> island.driver().view().path("caughtUp").asBoolean());
            for (var shore : Shore.values()) {
                cutOff(island, shore);
            }
            account.tellAll();
            account.assertExact();
        }
    }

    private void cutOff(Island island, Shore shore) {
        account.promise(island.driver());
        island.cutOff(shore);
        await().pollInterval(Duration.ofSeconds(1)).during(CUT).atMost(PATIENCE).until(() -> {
            account.askOnce(island.driver());
            return true;
        });
        island.reconnect(shore);
        account.promise(island.driver());
    }
}
