package io.houdao.placement.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.RealRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisServingStoreTest extends ServingStoreContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static RealRedis server;

    private List<SharedRedis> clients;

    @BeforeAll
    static void start() {
        server = new RealRedis();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void closeClients() {
        clients.forEach(SharedRedis::close);
    }

    @Override
    ServingStore aReplica() {
        var replica = replica(PATIENCE);
        replica.filled();
        return replica;
    }

    private ServingStore replica(Duration patience) {
        clients = clients == null ? new ArrayList<>() : clients;
        var client = Memories.redis(server);
        clients.add(client);
        return Memories.inRedis(client, patience, clock);
    }

    @Override
    void settle() {
        clients.forEach(client -> assertThat(client.takeFailures(PATIENCE)).isZero());
    }

    @Test
    void aStoreThatLostItsMemoryIsNotBelieved() {
        var replica = replica(PATIENCE);
        clients.get(0).call("return redis.call('flushall')", List.of(), List.of(), PATIENCE);

        assertThat(replica.needsFilling()).isTrue();
        assertThatThrownBy(() -> replica.begin(aStranger(), List.of())).isInstanceOf(StoreUnavailable.class);

        replica.filled();

        assertThat(replica.needsFilling()).isFalse();
        replica.begin(aStranger(), List.of()).close();
    }

    @Test
    void aHouseholdThatIsBeingAnsweredIsNotWaitedForLongerThanPatienceAllows() {
        var hasty = replica(Duration.ofMillis(50));
        var stranger = aStranger();

        try (var first = aReplica().begin(stranger, List.of())) {
            assertThat(first.memory().own().size()).isZero();
            assertThatThrownBy(() -> hasty.begin(stranger, List.of())).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void aStoreThatIsAwayIsSaidToBe() {
        var gone = new SharedRedis(server.vertx(), "redis://127.0.0.1:1");
        var replica = Memories.inRedis(gone, Duration.ofSeconds(1), clock);
        clients.add(gone);

        assertThatThrownBy(() -> replica.begin(aStranger(), List.of())).isInstanceOf(StoreUnavailable.class);
        replica.hide(aStranger(), 1);
    }

    @Test
    void aDecisionCostsOneRoundTripAndOneMessageThatNobodyWaitsFor() {
        var replica = aReplica();
        settle();
        var before = requests();

        try (var turn = replica.begin(aStranger(), List.of(somebody(), somebody(), somebody()))) {
            turn.remember(new Exposure(1_000, 1, 2, 3, 4, 5, 6, 7, false));
            turn.remember(new Exposure(1_000, 2, 2, 3, 4, 5, 6, 7, false));
        }
        settle();

        assertThat(requests() - before).as("with the question that counts them").isEqualTo(3);
    }

    @Test
    void redisLetsGoOfWhoSawNothingForLongerThanAnythingOfTheirsLasts() {
        var replica = aReplica();
        var stranger = aStranger();

        replica.remember(stranger, exposure(1, false));
        assertThat(timeLeft(stranger)).isBetween(days(30).minusMinutes(1), days(30).plusMillis(1));

        replica.remember(stranger, exposure(2, true));
        assertThat(timeLeft(stranger))
                .isBetween(days(3_680).minusMinutes(1), days(3_680).plusMillis(1));
    }

    private Exposure exposure(long decision, boolean lasting) {
        return new Exposure(clock.millis(), decision, 2, 3, 4, 5, 6, 7, lasting);
    }

    private static Duration days(long number) {
        return Duration.ofDays(number);
    }

    private Duration timeLeft(Subject subject) {
        settle();
        var key = List.of("shown:p:" + subject.id());
        return Duration.ofMillis(clients.get(0)
                .call("return redis.call('pttl', KEYS[1])", key, List.of(), PATIENCE)
                .toLong());
    }

    private long requests() {
        var statistics =
                clients.get(0).call("return redis.call('info', 'commandstats')", List.of(), List.of(), PATIENCE);
        return statistics
                .toString()
                .lines()
                .filter(line -> line.startsWith("cmdstat_eval:calls="))
                .mapToLong(line -> Long.parseLong(line.replaceAll("cmdstat_eval:calls=(\\d+),.*", "$1")))
                .sum();
    }

    private static PersonId somebody() {
        return new PersonId(UUID.randomUUID());
    }

    private static Subject aStranger() {
        return Subject.of(somebody());
    }
}
