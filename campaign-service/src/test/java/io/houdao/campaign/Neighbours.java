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

/**
 * The other services, as far as this one hears of them: profile-service with its catalogue, one audience that is too small and
 * one that it cannot count; placement-service with three slots, on two pages.
 */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

    /** Whoever asks for this city asks for too few people. */
    static final String LONELY = "city:lhasa";

    /** Whoever asks for this city gets no answer that says how many live there. */
    static final String UNCOUNTED = "city:mohe";

    private static final String CATALOGUE = """
            {"deviceKinds": [], "dataKinds": [], "tagDomains": [
              {"domain": "city", "family": "basic", "values": ["beijing", "shanghai", "lhasa", "mohe"], "sensitive": false},
              {"domain": "diet", "family": "basic", "values": ["low-carb", "vegan"]},
              {"domain": "rice-texture", "family": "aiot", "values": ["soft", "firm"]}]}""";

    private static final String SLOTS = """
            {"items": [
              {"slotId": "tv-launcher.boot", "touchpointId": "tv-launcher", "slotClass": "OTT", "scenes": ["home/entertainment"],
               "closing": {"offeredWithinMs": 1000, "goneWithinMs": 3000, "maxLengthMs": 10000}, "open": false},
              {"slotId": "tv-launcher.menu", "touchpointId": "tv-launcher", "slotClass": "OTT", "scenes": ["home/entertainment"],
               "closing": {"offeredWithinMs": 1000, "goneWithinMs": 3000, "maxLengthMs": 30000}, "open": true}],
             "next": "more"}""";

    /** Its slot is as long as somebody says who posts to {@code /v1/slots}, in milliseconds; 30,000 until then. */
    static final String RADIO = "radio";

    private static final String MORE_SLOTS = """
            {"items": [
              {"slotId": "band.card", "touchpointId": "band", "slotClass": "OTT", "scenes": ["home/entertainment"],
               "closing": {"offeredWithinMs": 1000, "goneWithinMs": 3000, "maxLengthMs": 5000}, "open": true},
              {"slotId": "radio.jingle", "touchpointId": "radio", "slotClass": "OTT", "scenes": ["home/entertainment"],
               "closing": {"offeredWithinMs": 1000, "goneWithinMs": 3000, "maxLengthMs": %s}, "open": true}],
             "next": null}""";

    private static final String TOUCHPOINTS = """
            {"items": [{"touchpointId": "tv-launcher", "name": {"en": "Launcher"}, "deviceKind": "television"},
                       {"touchpointId": "band", "name": {"en": "Band"}, "deviceKind": "wristband"},
                       {"touchpointId": "radio", "name": {"en": "Radio"}, "deviceKind": "speaker"}], "next": null}""";

    private volatile String radioMs = "30000";
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/catalogue", exchange -> answer(exchange, CATALOGUE));
            server.createContext("/v1/audiences/estimates", Neighbours::estimate);
            server.createContext("/v1/slots", exchange -> answer(exchange, slots(exchange)));
            server.createContext("/v1/touchpoints", exchange -> answer(exchange, TOUCHPOINTS));
            server.start();
            var url = "http://localhost:" + server.getAddress().getPort();
            return Map.of("quarkus.rest-client.profile.url", url, "quarkus.rest-client.placement.url", url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String slots(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            radioMs = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            return "{}";
        }
        return exchange.getRequestURI().getQuery().contains("cursor=more") ? MORE_SLOTS.formatted(radioMs) : SLOTS;
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
