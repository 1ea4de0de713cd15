package io.houdao.placement.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.RealRedis;
import io.houdao.placement.exposure.Memories;
import io.houdao.placement.exposure.SharedRedis;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisPacingBoardTest {

    private static final LineItemId LINE_ITEM = new LineItemId(UUID.randomUUID());
    private static RealRedis server;
    private static SharedRedis redis;

    @BeforeAll
    static void start() {
        server = new RealRedis();
        redis = Memories.redis(server);
    }

    @AfterAll
    static void stop() {
        redis.close();
        server.close();
    }

    @Test
    void oneOwnsWhatAllAddedAndWhenItIsGoneAnotherGoesOn() {
        var one = new RedisPacingBoard(redis, Duration.ofMillis(300));
        var other = new RedisPacingBoard(redis, Duration.ofMinutes(1));
        one.add(Map.of(LINE_ITEM, new Window(1.5, 1, 32)));
        other.add(Map.of(LINE_ITEM, new Window(2, 3, 0)));

        assertThat(one.takeAsOwner()).contains(Map.of(LINE_ITEM, new Window(3.5, 4, 32)));
        one.publish(Map.of(LINE_ITEM, new Pace(.5, 7, 1e6)));
        assertThat(other.paces()).isEqualTo(Map.of(LINE_ITEM, new Pace(.5, 7, 1e6)));

        await().atMost(Duration.ofSeconds(60)).until(() -> other.takeAsOwner().isPresent());
        assertThat(one.takeAsOwner()).isEqualTo(Optional.empty());
        one.publish(Map.of());
        assertThat(other.paces()).hasSize(1);
        other.publish(Map.of());
        assertThat(one.paces()).isEmpty();
    }
}
