package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.exposure.SharedRedis;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The board of many replicas, in the Redis or Valkey that they share. Its owner is who asked last within its patience. */
final class RedisPacingBoard implements PacingBoard {

    private static final String OWNER = "houdao:pacing:owner";
    private static final String SEEN = "houdao:pacing:seen";
    private static final String PACES = "houdao:pacing:paces";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String ADD = """
            for i = 1, #ARGV, 2 do redis.call('hincrbyfloat', KEYS[1], ARGV[i], ARGV[i + 1]) end
            return 1""";
    private static final String TAKE = """
            local owner = redis.call('get', KEYS[1])
            if owner and owner ~= ARGV[1] then return nil end
            redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
            local seen = redis.call('hgetall', KEYS[2])
            redis.call('del', KEYS[2])
            return seen""";
    private static final String PUBLISH = """
            if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
            redis.call('del', KEYS[2])
            for i = 2, #ARGV, 2 do redis.call('hset', KEYS[2], ARGV[i], ARGV[i + 1]) end
            return 1""";
    private static final String READ = "return redis.call('hgetall', KEYS[1])";

    private final SharedRedis redis;
    private final Duration ownerPatience;
    private final String replica = UUID.randomUUID().toString();

    RedisPacingBoard(SharedRedis redis, Duration ownerPatience) {
        this.redis = redis;
        this.ownerPatience = ownerPatience;
    }

    @Override
    public void add(Map<LineItemId, Window> own) {
        var arguments = new ArrayList<Object>();
        own.forEach((id, window) -> arguments.addAll(
                List.of("m" + id, window.micros(), "s" + id, window.showings(), "o" + id, window.opportunities())));
        if (!arguments.isEmpty()) {
            redis.call(ADD, List.of(SEEN), arguments, PATIENCE);
        }
    }

    @Override
    public Optional<Map<LineItemId, Window>> takeAsOwner() {
        return Optional.ofNullable(
                        redis.call(TAKE, List.of(OWNER, SEEN), List.of(replica, ownerPatience.toMillis()), PATIENCE))
                .map(RedisPacingBoard::windows);
    }

    private static Map<LineItemId, Window> windows(Response fields) {
        var windows = new HashMap<LineItemId, Window>();
        for (var i = 0; i < fields.size(); i += 2) {
            var field = fields.get(i).toString();
            var amount = fields.get(i + 1).toDouble();
            windows.merge(LineItemId.of(field.substring(1)), window(field.charAt(0), amount), Window::plus);
        }
        return windows;
    }

    private static Window window(char what, double amount) {
        return new Window(what == 'm' ? amount : 0, what == 's' ? amount : 0, what == 'o' ? amount : 0);
    }

    @Override
    public void publish(Map<LineItemId, Pace> paces) {
        var arguments = new ArrayList<Object>(List.of(replica));
        paces.forEach((id, pace) -> {
            arguments.add(id);
            arguments.add(pace.level() + " " + pace.liftMicros() + " " + pace.dailyOpportunities());
        });
        redis.call(PUBLISH, List.of(OWNER, PACES), arguments, PATIENCE);
    }

    @Override
    public Map<LineItemId, Pace> paces() {
        return paces(redis.call(READ, List.of(PACES), List.of(), PATIENCE));
    }

    private static Map<LineItemId, Pace> paces(@Nullable Response fields) {
        var paces = new HashMap<LineItemId, Pace>();
        for (var i = 0; fields != null && i < fields.size(); i += 2) {
            var numbers = fields.get(i + 1).toString().split(" ");
            paces.put(
                    LineItemId.of(fields.get(i).toString()),
                    new Pace(
                            Double.parseDouble(numbers[0]),
                            Double.parseDouble(numbers[1]),
                            Double.parseDouble(numbers[2])));
        }
        return paces;
    }
}
