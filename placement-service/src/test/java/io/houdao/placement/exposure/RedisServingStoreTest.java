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

    private static final Duration PATIENCE = Duration.ofSeconds(10);
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

    private static Subject aStranger() {
        return Subject.of(new PersonId(UUID.randomUUID()));
    }
}
