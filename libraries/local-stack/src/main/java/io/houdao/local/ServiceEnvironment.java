package io.houdao.local;

import io.houdao.contracts.placement.Receipts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the services are told about where they run, as environment variables. */
final class ServiceEnvironment {

    private final Settings settings;
    private final LocalIssuer issuer;
    private final Path keyset;
    private final String token;

    /** Makes the receipt keys in {@code keys} if they are not there. */
    ServiceEnvironment(Settings settings, LocalIssuer issuer, Path keys) {
        this.settings = settings;
        this.issuer = issuer;
        this.keyset = keys.resolve("receipt-keyset.json");
        this.token = issuer.token("local-stack", Set.of("service"), Map.of(), LocalIssuer.LONG);
        makeReceiptKeys();
    }

    private void makeReceiptKeys() {
        if (Files.exists(keyset)) {
            return;
        }
        try {
            Secrets.write(keyset, Receipts.newKeyset());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + keyset, e);
        }
    }

    /** The variables of {@code service}, whose database is at {@code databaseUrl}. */
    Map<String, String> of(Service service, String databaseUrl) {
        var variables = new HashMap<String, String>();
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", String.valueOf(settings.port(Port.of(service))));
        variables.put("QUARKUS_DATASOURCE_JDBC_URL", databaseUrl);
        variables.put("QUARKUS_DATASOURCE_USERNAME", LocalPostgres.USER);
        variables.put("QUARKUS_DATASOURCE_PASSWORD", LocalPostgres.PASSWORD);
        variables.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + settings.port(Port.KAFKA));
        variables.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", issuer.publicKeyFile().toString());
        variables.put("MP_JWT_VERIFY_ISSUER", LocalIssuer.ISSUER);
        variables.put("HOUDAO_RECEIPT_KEYSET_FILE", keyset.toString());
        variables.put("HOUDAO_SERVICE_TOKEN", token);
        variables.put(
                "QUARKUS_REST_CLIENT_PROFILE_URL", settings.uri(Service.PROFILE).toString());
        variables.put("HOUDAO_CAMPAIGN_URL", settings.uri(Service.CAMPAIGN).toString());
        variables.put(
                "QUARKUS_REST_CLIENT_PLACEMENT_URL",
                settings.uri(Service.PLACEMENT).toString());
        variables.put(
                "QUARKUS_REST_CLIENT_FEEDBACK_URL",
                settings.uri(Service.FEEDBACK).toString());
        variables.putAll(settings.environment());
        return variables;
    }
}
