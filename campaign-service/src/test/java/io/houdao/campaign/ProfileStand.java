package io.houdao.campaign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** profile-service, as far as this service hears of it: its catalogue, one audience that is too small, and one that it cannot count. */
public final class ProfileStand implements QuarkusTestResourceLifecycleManager {

    /** Whoever asks for this city asks for too few people. */
    static final String LONELY = "city:lhasa";

    /** Whoever asks for this city gets no answer that says how many live there. */
    static final String UNCOUNTED = "city:mohe";

    private static final String CATALOGUE = """
            {"deviceKinds": [], "dataKinds": [], "tagDomains": [
              {"domain": "city", "family": "basic", "values": ["beijing", "shanghai", "lhasa", "mohe"], "sensitive": false},
              {"domain": "diet", "family": "basic", "values": ["low-carb", "vegan"]},
              {"domain": "rice-texture", "family": "aiot", "values": ["soft", "firm"]}]}""";

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/catalogue", exchange -> answer(exchange, CATALOGUE));
            server.createContext("/v1/audiences/estimates", ProfileStand::estimate);
            server.start();
            return Map.of(
                    "quarkus.rest-client.profile.url",
                    "http://localhost:" + server.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void estimate(HttpExchange exchange) throws IOException {
        var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.contains(UNCOUNTED)) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        answer(
                exchange,
                asked.contains(LONELY)
                        ? "{\"people\": null, \"targetable\": false}"
                        : "{\"people\": " + (asked.contains("city") ? 5000 : 10_000) + ", \"targetable\": true}");
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            var isService = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .startsWith("Bearer ey");
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(isService ? 200 : 401, isService ? bytes.length : -1);
            if (isService) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
