package io.houdao.campaign.webhook;

import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Tells webhooks what happened, each change at least once, until they answer 2xx or six attempts failed. One webhook is told
 * one thing after the other, in the order in which they happened; a slow one keeps no other waiting, until {@value
 * #SIDE_BY_SIDE} are. Redirects are not followed: they could lead anywhere.
 */
@ApplicationScoped
class WebhookSender {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class);
    private static final int SIDE_BY_SIDE = 16;
    private static final int IN_A_ROW = 20;
    private static final int MOST_ATTEMPTS = 6;
    private static final int PATIENCE_MILLIS = 5_000;

    private final Webhooks webhooks;
    private final Addresses addresses;
    private final HttpClient http;
    private final Clock clock;
    private final Duration pause;
    private final ExecutorService callers = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    private final Semaphore idle = new Semaphore(SIDE_BY_SIDE);

    WebhookSender(
            Webhooks webhooks,
            Addresses addresses,
            Vertx vertx,
            Clock clock,
            @ConfigProperty(name = "houdao.webhook.pause") Duration pause) {
        this.webhooks = webhooks;
        this.addresses = addresses;
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(PATIENCE_MILLIS));
        this.clock = clock;
        this.pause = pause;
    }

    @PreDestroy
    void close() {
        callers.shutdownNow();
        http.close();
    }

    @Scheduled(
            every = "${houdao.webhook.every}",
            delayed = "${houdao.webhook.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tell() {
        var free = idle.drainPermits();
        var due = free == 0 ? List.<UUID>of() : webhooks.due(clock.instant(), free);
        idle.release(free - due.size());
        due.forEach(webhookId -> callers.execute(() -> tellAll(webhookId)));
    }

    /** Tells one webhook what waits for it, until something fails or it was told enough for now. */
    private void tellAll(UUID webhookId) {
        try {
            for (var told = 0; told < IN_A_ROW; told++) {
                var call = webhooks.next(webhookId, clock.instant(), pause);
                if (call.isEmpty() || !isTold(call.get())) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "webhook %s waits", webhookId);
        } finally {
            idle.release();
        }
    }

    private boolean isTold(Call call) {
        var outcome = outcome(call);
        var isTold = outcome.matches("2\\d\\d");
        var otherwise = call.attempt() >= MOST_ATTEMPTS ? "FAILED" : "WAITING";
        webhooks.ended(call.deliveryId(), isTold ? "DELIVERED" : otherwise, outcome);
        return isTold;
    }

    /** The status code, or why there was none. */
    private String outcome(Call call) {
        try {
            return http.request(request(call.url(), addresses.of(call.url())))
                    .compose(request -> request.putHeader("Content-Type", "application/json")
                            .putHeader("Houdao-Event-Id", call.deliveryId().toString())
                            .putHeader("Houdao-Signature", Signature.of(call, clock.instant()))
                            .send(Buffer.buffer(call.body())))
                    .map(HttpClientResponse::statusCode)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(2 * PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .toString();
        } catch (UnknownHostException refused) {
            return "not called: " + refused.getMessage();
        } catch (ExecutionException failed) {
            return "failed: " + failed.getMessage();
        } catch (TimeoutException slow) {
            return "no answer in time";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** To the address that was checked, in the name of the host. */
    private static RequestOptions request(URI url, InetAddress address) {
        var isTls = "https".equals(url.getScheme());
        var port = url.getPort() > 0 ? url.getPort() : isTls ? 443 : 80;
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(isTls)
                .setTimeout(PATIENCE_MILLIS)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
    }
}
