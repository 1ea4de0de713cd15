package io.houdao.benchmark.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * In the place of campaign-service, which is not measured here: lends all the money that is asked for, and confirms every
 * record.
 */
final class Market implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;

    Market() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/budget-leases", this::lend);
        server.createContext("/v1/budget-leases/returns", exchange -> answer(exchange, Map.of("returns", Map.of())));
        server.createContext("/v1/confirmations", this::confirm);
        server.setExecutor(Executors.newSingleThreadExecutor(work -> {
            var thread = new Thread(work, "market");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void lend(HttpExchange exchange) throws IOException {
        var leases = new ArrayList<Map<String, Object>>();
        json.readTree(exchange.getRequestBody()).path("requests").forEach(request -> leases.add(lease(request)));
        answer(exchange, Map.of("leases", leases));
    }

    private void confirm(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                Map.of("records", json.readTree(exchange.getRequestBody()).path("records")));
    }

    private static Map<String, Object> lease(JsonNode request) {
        return Map.of(
                "leaseId",
                UUID.randomUUID().toString(),
                "lineItemId",
                request.path("lineItemId").asText(),
                "grantedMicros",
                request.path("amountMicros").asLong(),
                "expiresAt",
                Instant.now().plusSeconds(120).toString());
    }

    private void answer(HttpExchange exchange, Object body) throws IOException {
        var bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
