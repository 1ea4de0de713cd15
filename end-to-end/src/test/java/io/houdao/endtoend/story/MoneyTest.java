package io.houdao.endtoend.story;

import static org.awaitility.Awaitility.await;

import io.houdao.endtoend.SecondPlacement;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.driver.PlacementDriver;
import io.houdao.endtoend.driver.Refused;
import io.houdao.endtoend.driver.Unreachable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One line item's money, counted to the last micro: two replicas promise it, and one of them is killed. */
class MoneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SharedSuite shared = SharedSuite.running();
    private final PlacementDriver first = shared.drivers().placement();
    private final Account account = Account.open(shared.suite(), shared.drivers(), 12);

    @Test
    void twoReplicasOneOfThemKilledAndEventsTwiceAndLateChargeEveryShowingOnceAndNeverMoreThanTheBudget()
            throws IOException, InterruptedException, SQLException {
        try (var second = new SecondPlacement(shared)) {
            awaitReady(second.driver());
            for (var round = 0; round < 4; round++) {
                account.promise(first);
                account.promise(second.driver());
            }
            account.tell(3);
            second.kill();
        }
        account.tell(6);
        for (var more = 0; more < 4; more++) {
            account.promise(first);
        }
        account.tellAll();
        account.tellAll();

        account.assertExact();
    }

    private static void awaitReady(PlacementDriver second) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(failure -> failure instanceof Unreachable || failure instanceof Refused)
                .until(() -> second.view().path("caughtUp").asBoolean());
    }
}
