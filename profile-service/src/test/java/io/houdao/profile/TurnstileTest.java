package io.houdao.profile;

import static io.houdao.profile.ProfileDriver.asOperator;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class TurnstileTest {

    @ConfigProperty(name = "houdao.requests.at-once")
    int most;

    @Test
    void whoeverComesWhileManyAreInsideIsAskedToComeAgainAndThenIsLetIn() throws IOException {
        var hanging = new ArrayList<Socket>();
        try {
            for (var i = 0; i < most; i++) {
                hanging.add(beginAnImport());
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> asOperator()
                            .get("/v1/catalogue")
                            .then()
                            .statusCode(503)
                            .contentType(containsString("application/problem+json"))
                            .header("Retry-After", "1")
                            .body("detail", containsString("nothing was done")));
        } finally {
            hangUp(hanging);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> asOperator().get("/v1/catalogue").then().statusCode(equalTo(200)));
    }

    /** Says that more is to come, and sends none of it. */
    private static Socket beginAnImport() throws IOException {
        var socket = new Socket("127.0.0.1", RestAssured.port);
        var token = LocalStackResource.issuer().token("olga", Set.of("operator"), Map.of());
        var head = "POST /v1/people/import HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void hangUp(List<Socket> sockets) throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
