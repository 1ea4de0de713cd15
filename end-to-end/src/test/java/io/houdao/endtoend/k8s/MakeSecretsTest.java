package io.houdao.endtoend.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.houdao.contracts.placement.Receipts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local overlay's keys fit together, are made once and are kept. */
class MakeSecretsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path account;

    @Test
    void everyRunMakesKeysOfItsOwn() throws Exception {
        assertThat(MadeSecrets.print())
                .doesNotContainEntry("issuer", MadeSecrets.printed().get("issuer"));
    }

    @Test
    void theTokenIsSignedWithTheKeyThatTheServicesGet() throws Exception {
        var secrets = MadeSecrets.printed();

        var token = secrets.get("service-token").get("token");
        assertThat(isSigned(token, secrets.get("issuer").get("public-key.pem"))).isTrue();
        var claims = JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        assertThat(claims.at("/groups/0").asText()).isEqualTo("service");
        assertThat(claims.at("/iss").asText()).isEqualTo("https://issuer.houdao.local");
    }

    @Test
    void theKeysetSealsReceipts() throws Exception {
        var keyset = MadeSecrets.printed().get("receipt-keyset").get("keyset.json");

        assertThatCode(() -> Receipts.with(keyset)).doesNotThrowAnyException();
    }

    @Test
    void aSecondRunKeepsWhatIsThereAndMakesWhatIsMissing() throws Exception {
        var cluster = new ConcurrentHashMap<String, JsonNode>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, cluster));
        server.start();
        try {
            run(server);
            var first = Map.copyOf(cluster);
            cluster.remove("service-token");
            run(server);

            assertThat(cluster.keySet()).isEqualTo(first.keySet());
            assertThat(cluster.get("receipt-keyset")).isEqualTo(first.get("receipt-keyset"));
            var token = MadeSecrets.decoded(cluster.get("service-token").path("data"))
                    .get("token");
            var key = MadeSecrets.decoded(first.get("issuer").path("data")).get("public-key.pem");
            assertThat(isSigned(token, key)).isTrue();
        } finally {
            server.stop(0);
        }
    }

    private void run(HttpServer server) throws Exception {
        Files.writeString(account.resolve("token"), "account-token");
        Files.writeString(account.resolve("namespace"), "houdao\n");
        Files.writeString(account.resolve("ca.crt"), "");
        var process = MadeSecrets.start(Map.of(
                "KUBERNETES_API",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "SERVICE_ACCOUNT",
                account.toString()));
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /* As the Kubernetes API answers: 201 to what is new, 409 to what is there, and nothing without the account's token. */
    private static void answer(HttpExchange exchange, Map<String, JsonNode> secrets) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (!"Bearer account-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{}");
        } else if (exchange.getRequestMethod().equals("POST")) {
            var secret = JSON.readTree(exchange.getRequestBody());
            send(exchange, secrets.putIfAbsent(Manifests.name(secret), secret) == null ? 201 : 409, "{}");
        } else {
            send(
                    exchange,
                    200,
                    secrets.get(path.substring(path.lastIndexOf('/') + 1)).toPrettyString());
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static boolean isSigned(String token, String pem) throws Exception {
        var der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der)));
        var end = token.lastIndexOf('.');
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
    }
}
