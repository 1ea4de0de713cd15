package io.houdao.benchmark.money;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.contracts.Json;
import io.houdao.local.LocalIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** campaign-service over HTTP, as one caller. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;
    private final String token;

    Api(URI service, LocalIssuer issuer, String subject, String role, Map<String, Object> claims) {
        this.service = service;
        this.token = issuer.token(subject, Set.of(role), claims);
    }

    JsonNode get(String path) throws IOException {
        return answer(request(path).GET());
    }

    JsonNode post(String path, Object body) throws IOException {
        return post(path, body, UUID.randomUUID().toString());
    }

    /** The same under one idempotency key, however often it is said. */
    JsonNode post(String path, Object body, String key) throws IOException {
        return post(path, "application/json", Json.write(body), key);
    }

    /** One document a line. */
    JsonNode postLines(String path, String lines) throws IOException {
        return post(
                path,
                "application/x-ndjson",
                lines.getBytes(StandardCharsets.UTF_8),
                UUID.randomUUID().toString());
    }

    private JsonNode post(String path, String type, byte[] body, String key) throws IOException {
        return answer(request(path)
                .header("Content-Type", type)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    /** The body; an {@link IOException} where the service is away or refuses. */
    private JsonNode answer(HttpRequest.Builder request) throws IOException {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new IOException(
                        response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return Json.read(response.body(), JsonNode.class);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
