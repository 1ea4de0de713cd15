package io.houdao.placement.exposure;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The Redis or Valkey that all replicas share, if there is one. Scripts make each step one round trip, and whole. */
public final class SharedRedis implements AutoCloseable {

    private static final int CONNECTIONS = 16;
    private static final int MOST_UNANSWERED = 4_096;

    private final @Nullable Redis redis;
    private final Semaphore unanswered = new Semaphore(MOST_UNANSWERED);
    private final LongAdder failures = new LongAdder();

    SharedRedis(Vertx vertx, @Nullable String url) {
        this(vertx, url, plain -> {});
    }

    /**
     * A client.
     *
     * @param connection told how to connect, such as over TLS, which is used where the URL begins with {@code rediss}
     */
    SharedRedis(Vertx vertx, @Nullable String url, Consumer<NetClientOptions> connection) {
        this.redis = url == null ? null : Redis.createClient(vertx, options(url, connection));
    }

    private static RedisOptions options(String url, Consumer<NetClientOptions> connection) {
        var options = new RedisOptions()
                .setConnectionString(url)
                .setMaxPoolSize(CONNECTIONS)
                .setMaxPoolWaiting(MOST_UNANSWERED);
        connection.accept(options.getNetClientOptions());
        return options;
    }

    /** Whether there is one at all; it may still be away. */
    public boolean isThere() {
        return redis != null;
    }

    /**
     * Runs a script, and waits for what it returns. Not for an event loop.
     *
     * @param arguments text or bytes
     * @throws StoreUnavailable if that takes longer, or fails
     */
    public @Nullable Response call(String script, List<String> keys, List<?> arguments, Duration patience) {
        try {
            return redis().send(request(script, keys, arguments))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new StoreUnavailable("no answer within " + patience);
        } catch (ExecutionException e) {
            throw new StoreUnavailable(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted");
        }
    }

    /**
     * Runs a script without waiting for what it returns; fails silently, and is counted.
     *
     * @param patience how long to wait while very many are under way already
     */
    void tell(String script, List<String> keys, List<?> arguments, Duration patience) {
        try {
            if (unanswered.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                redis().send(request(script, keys, arguments)).onComplete(this::answered);
            } else {
                failures.increment();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.increment();
        }
    }

    private void answered(AsyncResult<Response> result) {
        unanswered.release();
        if (result.failed()) {
            failures.increment();
        }
    }

    /** Waits until all that was told has been answered, and says how much of it failed since this was last asked. */
    long takeFailures(Duration patience) {
        var missing = awaitAnswers(patience) ? 0 : 1;
        return failures.sumThenReset() + missing;
    }

    /** Waits until all that was told has been answered: connections are many, and what is told next might overtake it. */
    boolean awaitAnswers(Duration patience) {
        try {
            if (!unanswered.tryAcquire(MOST_UNANSWERED, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            unanswered.release(MOST_UNANSWERED);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Redis redis() {
        return Objects.requireNonNull(redis, "no houdao.serving-store.url");
    }

    private static Request request(String script, List<String> keys, List<?> arguments) {
        var request = Request.cmd(Command.EVAL).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        for (var argument : arguments) {
            if (argument instanceof byte[] bytes) {
                request.arg(bytes);
            } else {
                request.arg(argument.toString());
            }
        }
        return request;
    }

    @Override
    public void close() {
        if (redis != null) {
            redis.close();
        }
    }
}
