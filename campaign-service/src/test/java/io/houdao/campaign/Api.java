package io.houdao.campaign;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.contracts.Json;
import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The service over HTTP, as one caller with a real token. */
public final class Api {

    /* Signing one takes longer than most requests. */
    private static final Map<List<Object>, String> TOKENS = new ConcurrentHashMap<>();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String token;

    private Api() {
        this.token = "";
    }

    private Api(String subject, String role, Map<String, Object> claims) {
        this.token = TOKENS.computeIfAbsent(
                List.of(subject, role, claims),
                wanted -> LocalStackResource.issuer().token(subject, Set.of(role), claims));
    }

    public static Api operator() {
        return new Api("operator-li", Roles.OPERATOR, Map.of());
    }

    public static Api service() {
        return new Api("placement-service", Roles.SERVICE, Map.of());
    }

    public static Api reviewer(String name) {
        return new Api(name, Roles.REVIEWER, Map.of());
    }

    /** A reviewer whom an advertiser employs. */
    public static Api reviewer(String name, UUID employer) {
        return new Api(name, Roles.REVIEWER, Map.of("advertiser", employer.toString()));
    }

    public static Api advertiser(UUID advertiserId) {
        return advertiser(advertiserId, "member-wang");
    }

    public static Api advertiser(UUID advertiserId, String member) {
        return new Api(member, Roles.ADVERTISER, Map.of("advertiser", advertiserId.toString()));
    }

    /** Somebody without a token. */
    static Api nobody() {
        return new Api();
    }

    public static Api of(String role) {
        return new Api("somebody", role, Map.of());
    }

    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    public Response get(String path) {
        return request().get(path);
    }

    /** A POST that creates, under a key of its own. */
    public Response create(String path, Object body) {
        return create(path, UUID.randomUUID().toString(), body);
    }

    public Response create(String path, String key, Object body) {
        return request().header("Idempotency-Key", key).body(body).post(path);
    }

    public Response post(String path, Object body) {
        return request().body(body).post(path);
    }

    public Response post(String path) {
        return request().post(path);
    }

    public Response put(String path, long version, Object body) {
        return request().header("If-Match", "\"" + version + "\"").body(body).put(path);
    }

    public Response patch(String path, Object body) {
        return request().body(body).patch(path);
    }

    public Response delete(String path) {
        return request().delete(path);
    }

    public Response importLines(String path, String lines) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    /** The same, of lines that are still being written; the answer comes once they end. */
    public CompletableFuture<HttpResponse<String>> importing(String path, InputStream lines) {
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> lines));
        return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Any request under a new idempotency key, sent as plainly as possible: for tests that send hundreds. */
    Answer send(String method, String path, String type, byte[] body) {
        return send(method, path, type, body, UUID.randomUUID().toString());
    }

    /** The same under this key, or under none. */
    Answer send(String method, String path, String type, byte[] body, @Nullable String key) {
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return Answer.of(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    record Answer(int status, String type, String location, String body) {

        static Answer of(HttpResponse<byte[]> response) {
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Location").orElse(""),
                    new String(response.body(), StandardCharsets.UTF_8));
        }

        JsonNode json() {
            return Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        }
    }
}
