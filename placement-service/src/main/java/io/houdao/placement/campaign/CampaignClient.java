package io.houdao.placement.campaign;

import io.houdao.contracts.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * campaign-service over HTTP. It has threads of its own: on the event loops its answers would wait for the decisions that
 * need the money.
 */
@Singleton
public class CampaignClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI url;
    private final String authorization;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    public CampaignClient(
            @ConfigProperty(name = "houdao.campaign.url", defaultValue = "http://localhost:8082") URI url,
            @ConfigProperty(name = "houdao.service-token") String token) {
        this.url = url;
        this.authorization = "Bearer " + token;
    }

    /**
     * Posts {@code body} and reads the answer.
     *
     * @param path from the root, {@code /v1/…}
     * @throws UncheckedIOException if campaign-service does not answer, or refuses
     */
    public <T> T post(String path, Object body, Class<T> answer) {
        var uri = URI.create(url + path);
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
            return Json.read(response.body(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it waited for campaign-service", e);
        }
    }
}
