package io.houdao.endtoend.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.houdao.endtoend.driver.Transcript.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service over HTTP: JSON out and in, connections kept alive, problems as exceptions.
 *
 * <p>Any call throws {@link Refused} for an answer other than 2xx, and {@link Unreachable} where there is none.
 */
public final class Http {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private final Transcript transcript;

    /**
     * Speaks to the service at {@code base}, such as {@code http://localhost:8081}.
     *
     * @param transcript hears every exchange
     */
    public Http(URI base, Transcript transcript) {
        this.base = base;
        this.transcript = transcript;
    }

    Answer get(String path, Token token) {
        return exchange(request(path, token).GET(), token, MissingNode.getInstance());
    }

    Answer put(String path, Token token, Object body) {
        var json = json(body);
        return exchange(withJson(request(path, token), "PUT", json), token, json);
    }

    Answer patch(String path, Token token, Object body) {
        var json = json(body);
        return exchange(withJson(request(path, token), "PATCH", json), token, json);
    }

    Answer delete(String path, Token token) {
        return exchange(request(path, token).DELETE(), token, MissingNode.getInstance());
    }

    Answer post(String path, Token token, Object body) {
        var json = json(body);
        return exchange(withJson(request(path, token), "POST", json), token, json);
    }

    /** Creates something; sent again with the same {@code key}, it gets the first answer again. */
    Answer create(String path, Token token, String key, Object body) {
        var json = json(body);
        var request = withJson(request(path, token), "POST", json).header("Idempotency-Key", key);
        return exchange(request, token, json);
    }

    /** Sends one JSON document a line. */
    Answer importLines(String path, Token token, List<JsonNode> lines) {
        var body = new StringBuilder();
        lines.forEach(line -> body.append(line).append('\n'));
        var request = request(path, token)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body.toString()));
        return exchange(request, token, MissingNode.getInstance());
    }

    /** All pages of a list. */
    List<JsonNode> all(String path, Token token) {
        var items = new ArrayList<JsonNode>();
        var separator = path.contains("?") ? '&' : '?';
        String next = null;
        do {
            var page = get(path + separator + "limit=200" + (next == null ? "" : "&cursor=" + encode(next)), token);
            items.addAll(page.items());
            next = page.body().path("next").asText(null);
        } while (next != null);
        return items;
    }

    private HttpRequest.Builder request(String path, Token token) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.jwt())
                .header("Accept", "application/json");
    }

    private static HttpRequest.Builder withJson(HttpRequest.Builder request, String method, JsonNode body) {
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString()));
    }

    private Answer exchange(HttpRequest.Builder builder, Token token, JsonNode sent) {
        var request = builder.build();
        var response = send(request);
        var body = parse(response.body());
        transcript.heard(new Exchange(
                token.holder(), request.method(), request.uri().toString(), sent, response.statusCode(), body));
        if (response.statusCode() / 100 != 2) {
            throw new Refused(request.method(), request.uri().toString(), response.statusCode(), body, response.body());
        }
        return new Answer(response.statusCode(), body);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unreachable(request.method(), request.uri().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(request.method(), request.uri().toString(), e);
        }
    }

    private static JsonNode parse(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Any record, map or tree as JSON. */
    public static JsonNode json(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Reads a document of our own, such as a line of a data file. */
    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }

    static <T> T read(JsonNode json, Class<T> type) {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an answer of another form than " + type.getSimpleName() + ": " + json, e);
        }
    }

    static List<JsonNode> list(JsonNode array) {
        var items = new ArrayList<JsonNode>();
        array.forEach(items::add);
        return items;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
