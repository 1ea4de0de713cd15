package io.houdao.placement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.houdao.contracts.campaign.LineItemId;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real HTTP server in the place of campaign-service, which is no part of this module: to those who show the service's token
 * it lends all that is asked for, but nothing for line items whose id begins with 00000000, and confirms every record but
 * those that it was told to deny.
 */
public final class CampaignStandIn implements QuarkusTestResourceLifecycleManager {

    /** How many slots may be open: room for those that all tests leave open. */
    static final int MOST_OPEN = 80;

    private static final HexFormat HEX = HexFormat.of();

    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> askedByLineItem = new ConcurrentHashMap<>();
    private final Map<UUID, Long> lentByLease = new ConcurrentHashMap<>();
    private final Map<UUID, Long> returnedByLease = new ConcurrentHashMap<>();
    private final AtomicInteger confirmations = new AtomicInteger();
    private volatile Runnable beforeConfirming = () -> {};
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/budget-leases", this::lend);
        server.createContext("/v1/budget-leases/returns", this::takeBack);
        server.createContext("/v1/confirmations", this::confirm);
        server.createContext("/denials", this::denyWhatIsSent);
        server.start();
        return Map.of(
                "houdao.campaign.url",
                "http://localhost:" + server.getAddress().getPort(),
                "houdao.decisions.exploration",
                "0",
                // A busy machine is no reason for another answer.
                "houdao.decisions.deadline",
                "PT30S",
                "houdao.decisions.contest-share",
                "1",
                "houdao.slots.max-open",
                Integer.toString(MOST_OPEN),
                "houdao.scenes.of.\"personal/calendar\".minimum-gap",
                "PT10M");
    }

    /** From now on a record of these bytes is not what was said last. Over HTTP: {@code POST /denials}. */
    public void deny(byte[] record) {
        try {
            denied.add(HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(record)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does this before each answer to a question for confirmation; what it throws is no answer. */
    public void beforeConfirming(Runnable work) {
        beforeConfirming = work;
    }

    /** How often it was asked for money for the line item. */
    public int askedFor(LineItemId lineItem) {
        return askedByLineItem.getOrDefault(lineItem.toString(), 0);
    }

    /** What it lent. */
    public Map<UUID, Long> lent() {
        return Map.copyOf(lentByLease);
    }

    /** What came back. */
    public Map<UUID, Long> returned() {
        return Map.copyOf(returnedByLease);
    }

    /** How often it was asked to confirm something. */
    public int confirmations() {
        return confirmations.get();
    }

    private void denyWhatIsSent(HttpExchange exchange) throws IOException {
        deny(exchange.getRequestBody().readAllBytes());
        answer(exchange, 200, "{}");
    }

    private void confirm(HttpExchange exchange) throws IOException {
        if (!isService(exchange)) {
            answer(exchange, 401, "");
            return;
        }
        confirmations.incrementAndGet();
        var confirmed = new ArrayList<JsonNode>();
        json.readTree(exchange.getRequestBody()).path("records").forEach(record -> {
            if (!denied.contains(record.path("digest").asText())) {
                confirmed.add(record);
            }
        });
        beforeConfirming.run();
        answer(exchange, 200, json.writeValueAsString(Map.of("records", confirmed, "aFieldAddedLater", true)));
    }

    private static boolean isService(HttpExchange exchange) {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return authorization != null && authorization.startsWith("Bearer ey");
    }

    private void lend(HttpExchange exchange) throws IOException {
        if (!isService(exchange)) {
            answer(exchange, 401, "");
            return;
        }
        var leases = new ArrayList<Map<String, Object>>();
        json.readTree(exchange.getRequestBody()).path("requests").forEach(request -> leases.add(lease(request)));
        leases.forEach(lease -> {
            askedByLineItem.merge((String) lease.get("lineItemId"), 1, Integer::sum);
            lentByLease.put(
                    UUID.fromString((String) lease.get("leaseId")), ((Number) lease.get("grantedMicros")).longValue());
        });
        answer(exchange, 200, json.writeValueAsString(Map.of("leases", leases)));
    }

    private void takeBack(HttpExchange exchange) throws IOException {
        json.readTree(exchange.getRequestBody())
                .path("returns")
                .forEach(rest -> returnedByLease.merge(
                        UUID.fromString(rest.path("leaseId").asText()),
                        rest.path("amountMicros").asLong(),
                        Long::sum));
        answer(exchange, 200, "{\"returns\":[]}");
    }

    private static Map<String, Object> lease(JsonNode request) {
        var lineItem = request.path("lineItemId").asText();
        return Map.of(
                "leaseId",
                UUID.randomUUID().toString(),
                "lineItemId",
                lineItem,
                "grantedMicros",
                lineItem.startsWith("00000000")
                        ? 0
                        : request.path("amountMicros").asLong(),
                "expiresAt",
                Instant.now().plusSeconds(30).toString(),
                "aFieldAddedLater",
                true);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
