package io.houdao.kit.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Creates that may safely be sent again, under the header {@code Idempotency-Key} (IETF draft
 * draft-ietf-httpapi-idempotency-key-header). The key, the created object and the answer are stored in one transaction.
 *
 * <p>The same key with the same request gets the first answer again; with another request, 422. Of two at the same moment
 * the second waits for the first. Keys belong to a caller and are kept for two days.
 */
@ApplicationScoped
public class IdempotentCreates {

    private static final Duration KEPT = Duration.ofDays(2);

    private final DataSource database;
    private final Caller caller;
    private final ObjectMapper json;
    private final Clock clock;

    IdempotentCreates(DataSource database, Caller caller, ObjectMapper json, Clock clock) {
        this.database = database;
        this.caller = caller;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Runs {@code create} unless this caller has already run it under {@code key}, and answers 201.
     *
     * @param key the value of the header; where it is missing, a 400 says so
     * @param operation what is being created and where, such as {@code POST /v1/campaigns}
     * @param request the body, compared by its JSON
     */
    @Transactional
    public Response once(@Nullable String key, String operation, Object request, Supplier<Created> create) {
        if (key == null || key.isBlank() || key.length() > 200) {
            throw Problems.invalidHeader(
                    "Idempotency-Key",
                    "is required: send any text of 1 to 200 characters, new for each thing you create");
        }
        var hash = hash(operation, request);
        try (var connection = database.getConnection()) {
            if (!claim(connection, key, hash)) {
                return replay(connection, key, hash);
            }
            var created = create.get();
            var body = json.writeValueAsString(created.body());
            remember(connection, key, created.location(), body);
            return answer(created.location().toString(), body).build();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("cannot keep an idempotency key", e);
        }
    }

    private boolean claim(Connection connection, String key, String hash) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into idempotency_key (principal, key, request_hash, created_at) values (?, ?, ?, ?)
                on conflict do nothing""")) {
            insert.setString(1, caller.name());
            insert.setString(2, key);
            insert.setString(3, hash);
            insert.setTimestamp(4, Timestamp.from(clock.instant()));
            return insert.executeUpdate() == 1;
        }
    }

    private Response replay(Connection connection, String key, String hash) throws SQLException {
        try (var select = connection.prepareStatement(
                "select request_hash, location, body from idempotency_key where principal = ? and key = ?")) {
            select.setString(1, caller.name());
            select.setString(2, key);
            try (var row = select.executeQuery()) {
                if (!row.next() || !row.getString(1).equals(hash)) {
                    throw Problems.unprocessable(
                            "This Idempotency-Key was used for another request. Send a new key for a new thing.");
                }
                return answer(row.getString(2), row.getString(3))
                        .header("Idempotency-Replayed", true)
                        .build();
            }
        }
    }

    private void remember(Connection connection, String key, URI location, String body) throws SQLException {
        try (var update = connection.prepareStatement(
                "update idempotency_key set status = 201, location = ?, body = ? where principal = ? and key = ?")) {
            update.setString(1, location.toString());
            update.setString(2, body);
            update.setString(3, caller.name());
            update.setString(4, key);
            update.executeUpdate();
        }
    }

    private static Response.ResponseBuilder answer(String location, String body) {
        return Response.status(Response.Status.CREATED)
                .header("Location", location)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body);
    }

    private String hash(String operation, Object request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(operation.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(json.writeValueAsBytes(request)));
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("cannot hash a request", e);
        }
    }

    @Scheduled(every = "1h")
    @Transactional
    void forgetOldKeys() throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("delete from idempotency_key where created_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(KEPT)));
            delete.executeUpdate();
        }
    }

    /** What was created: where it can be read from now on, and its JSON. */
    public record Created(URI location, Object body) {}
}
