package io.houdao.placement.pacing;

import io.houdao.contracts.Json;
import io.houdao.contracts.campaign.LineItemId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * campaign-service, which holds the money. The client has threads of its own: on the event loops its answers would wait for
 * the decisions that need the money.
 */
@Singleton
class BudgetLeases {

    /** Most items in one request. */
    static final int MOST = 500;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI leases;
    private final URI returns;
    private final String authorization;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    BudgetLeases(LeaseSettings settings, @ConfigProperty(name = "houdao.service-token") String token) {
        this.leases = URI.create(settings.campaign() + "/v1/budget-leases");
        this.returns = URI.create(settings.campaign() + "/v1/budget-leases/returns");
        this.authorization = "Bearer " + token;
    }

    /**
     * Asks for money; what is granted may be less than what was asked for, or nothing.
     *
     * @throws UncheckedIOException if campaign-service does not answer, or refuses
     */
    Granted lease(Wanted wanted) {
        return Json.read(post(leases, wanted), Granted.class);
    }

    /**
     * Gives back what was not promised.
     *
     * @throws UncheckedIOException as for {@link #lease}
     */
    void giveBack(Unused unused) {
        post(returns, unused);
    }

    private byte[] post(URI uri, Object body) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.write(body)))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(uri + " answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it asked for money", e);
        }
    }

    /** What a replica asks for. */
    @RegisterForReflection
    record Wanted(String replica, List<Want> requests) {}

    /** How much for one line item. */
    @RegisterForReflection
    record Want(LineItemId lineItemId, long amountMicros) {}

    /** What it got. */
    @RegisterForReflection
    record Granted(List<Grant> leases) {}

    /** How much for one line item, and until when it may be promised. */
    @RegisterForReflection
    record Grant(UUID leaseId, LineItemId lineItemId, long grantedMicros, Instant expiresAt) {}

    /** What a replica gives back. */
    @RegisterForReflection
    record Unused(String replica, List<Rest> returns) {}

    /** How much of one lease. */
    @RegisterForReflection
    record Rest(UUID leaseId, long amountMicros) {}
}
