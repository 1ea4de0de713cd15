package io.houdao.campaign.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** feedback-service, as far as this service hears of it: a scorecard for everybody but two, of whom it knows none or is away. */
public final class FeedbackStand implements QuarkusTestResourceLifecycleManager {

    /** Whose campaigns nobody was shown. */
    static final String UNSEEN = "member-unseen";

    /** For whom the service is away. */
    static final String AWAY = "member-away";

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/scorecards/", FeedbackStand::card);
            server.start();
            return Map.of(
                    "quarkus.rest-client.feedback.url",
                    "http://localhost:" + server.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void card(HttpExchange exchange) throws IOException {
        try (exchange) {
            var caller = claims(exchange);
            if (caller.contains(UNSEEN) || caller.contains(AWAY)) {
                exchange.sendResponseHeaders(caller.contains(UNSEEN) ? 404 : 500, -1);
                return;
            }
            var campaignId = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
            var bytes = ("{\"campaignId\": \"" + campaignId + "\", \"outcome\": \"three-wins\", \"for\": " + caller
                            + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** What the caller's token says of them. */
    private static String claims(HttpExchange exchange) {
        var payload = exchange.getRequestHeaders().getFirst("Authorization").split("\\.")[1];
        return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
