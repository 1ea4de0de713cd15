import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Makes every Secret that the suite needs on one node, where it is missing, with nothing but a JDK.
 *
 * <p>{@code java MakeSecrets.java} makes them in the cluster it runs in; {@code java MakeSecrets.java print} writes them to
 * standard output; {@code java MakeSecrets.java token KEY.pem ROLE SUBJECT [CLAIM=VALUE]...} signs one token; {@code java
 * MakeSecrets.java devices KEY.pem COUNT} signs the tokens of so many invented devices, one a line.
 */
class MakeSecrets {

    private static final String ISSUER = "https://issuer.houdao.local";
    private static final Duration LIFE = Duration.ofDays(365);
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    public static void main(String[] arguments) throws Exception {
        var command = arguments.length == 0 ? "make" : arguments[0];
        switch (command) {
            case "make" -> new Cluster().make();
            case "print" -> secrets(newKey()).forEach((name, data) -> System.out.println(json(name, data)));
            case "token" -> System.out.println(token(
                    read(Files.readString(Path.of(arguments[1]))),
                    arguments[2],
                    arguments[3],
                    Arrays.copyOfRange(arguments, 4, arguments.length)));
            case "devices" -> {
                var key = read(Files.readString(Path.of(arguments[1])));
                for (var device = 0; device < Integer.parseInt(arguments[2]); device++) {
                    System.out.println(token(key, "device", UUID.randomUUID().toString()));
                }
            }
            default -> throw new IllegalArgumentException("make, print, token or devices, not " + command);
        }
    }

    /** Data by key, by the name of the Secret. The issuer's private key comes first: the rest must fit it. */
    private static Map<String, Map<String, String>> secrets(PrivateKey key) throws GeneralSecurityException {
        var secrets = new LinkedHashMap<String, Map<String, String>>();
        secrets.put("issuer-key", Map.of("private-key.pem", pem("PRIVATE KEY", key.getEncoded())));
        secrets.put("issuer", Map.of("public-key.pem", pem("PUBLIC KEY", publicKey(key))));
        secrets.put("service-token", Map.of("token", token(key, "service", "houdao")));
        secrets.put("operator-token", Map.of("token", token(key, "operator", "operator")));
        secrets.put("receipt-keyset", Map.of("keyset.json", keyset()));
        for (var service : new String[] {"profile", "campaign", "placement", "feedback"}) {
            secrets.put(service + "-database", Map.of("username", service, "password", URL.encodeToString(random(24))));
        }
        return secrets;
    }

    private static PrivateKey newKey() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair().getPrivate();
    }

    private static PrivateKey read(String pem) throws GeneralSecurityException {
        var body = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    private static byte[] publicKey(PrivateKey key) throws GeneralSecurityException {
        var rsa = (RSAPrivateCrtKey) key;
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()))
                .getEncoded();
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + PEM.encodeToString(der) + "\n-----END " + what + "-----\n";
    }

    /** A JWT, signed with RS256. */
    private static String token(PrivateKey key, String role, String subject, String... claims)
            throws GeneralSecurityException {
        var now = Instant.now().getEpochSecond();
        var body = new StringBuilder("{\"iss\":\"%s\",\"sub\":\"%s\",\"groups\":[\"%s\"],\"iat\":%d,\"exp\":%d,\"jti\":\"%s\""
                .formatted(ISSUER, subject, role, now, now + LIFE.toSeconds(), UUID.randomUUID()));
        for (var claim : claims) {
            var equals = claim.indexOf('=');
            body.append(",\"%s\":\"%s\"".formatted(claim.substring(0, equals), claim.substring(equals + 1)));
        }
        var signed = base64Url("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64Url(body.append('}').toString());
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + URL.encodeToString(signature.sign());
    }

    private static String base64Url(String text) {
        return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A Tink keyset with one AES-256-GCM key; its value is a protocol buffer: field 3, 32 bytes. */
    private static String keyset() {
        var value = new byte[34];
        value[0] = 0x1A;
        value[1] = 32;
        System.arraycopy(random(32), 0, value, 2, 32);
        var id = RANDOM.nextInt(1, Integer.MAX_VALUE);
        return """
                {"primaryKeyId":%d,"key":[{"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey",\
                "value":"%s","keyMaterialType":"SYMMETRIC"},"status":"ENABLED","keyId":%d,"outputPrefixType":"TINK"}]}"""
                .formatted(id, Base64.getEncoder().encodeToString(value), id);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** The Secret as one line of JSON, which is a YAML document too. */
    private static String json(String name, Map<String, String> data) {
        var fields = new StringBuilder();
        data.forEach((key, value) -> fields.append(fields.isEmpty() ? "" : ",")
                .append("\"%s\":\"%s\"".formatted(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))));
        return "---\n{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"%s\"},\"data\":{%s}}"
                .formatted(name, fields);
    }

    /** The Kubernetes API, as far as it is needed: make a Secret, read the issuer's key. */
    private static final class Cluster {

        private static final Pattern KEY = Pattern.compile("\"private-key.pem\"\\s*:\\s*\"([^\"]+)\"");

        private final URI api = URI.create(System.getenv().getOrDefault("KUBERNETES_API", "https://kubernetes.default.svc"));
        private final Path account = Path.of(System.getenv().getOrDefault("SERVICE_ACCOUNT", ACCOUNT.toString()));
        private final String bearer = "Bearer " + Files.readString(account.resolve("token"));
        private final String path =
                "/api/v1/namespaces/" + Files.readString(account.resolve("namespace")).trim() + "/secrets";
        private final HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(account.resolve("ca.crt")))
                .connectTimeout(Duration.ofSeconds(10))
                .build();

        Cluster() throws IOException, GeneralSecurityException {}

        /* What is there stays: a second run after a crash finds the first run's key and makes what was left out. */
        void make() throws Exception {
            var key = newKey();
            if (!create("issuer-key", secrets(key).get("issuer-key"))) {
                key = issuerKey();
            }
            for (var secret : secrets(key).entrySet()) {
                create(secret.getKey(), secret.getValue());
            }
        }

        private boolean create(String name, Map<String, String> data) throws Exception {
            var body = json(name, data).substring("---\n".length());
            var answer = http.send(
                    request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 201 && answer.statusCode() != 409) {
                throw new IOException("cannot make Secret " + name + ": " + answer.statusCode() + " " + answer.body());
            }
            System.out.println(name + (answer.statusCode() == 201 ? " made" : " kept"));
            return answer.statusCode() == 201;
        }

        private PrivateKey issuerKey() throws Exception {
            var answer = http.send(request(path + "/issuer-key").GET().build(), BodyHandlers.ofString());
            var found = KEY.matcher(answer.body());
            if (answer.statusCode() != 200 || !found.find()) {
                throw new IOException("cannot read Secret issuer-key: " + answer.statusCode());
            }
            return read(new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.US_ASCII));
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", bearer).timeout(Duration.ofSeconds(30));
        }

        private static SSLContext trusting(Path certificates) throws IOException, GeneralSecurityException {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            try (var in = Files.newInputStream(certificates)) {
                for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
                }
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), RANDOM);
            return context;
        }
    }
}
