package io.houdao.kit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.ndjson.NdjsonImport;
import io.houdao.kit.outbox.Outbox;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** A service in little, to meet the kit through HTTP. */
@Path("/v1/things")
class ThingResource {

    static final String TOPIC = "kit.things";

    private final IdempotentCreates creates;
    private final Outbox outbox;
    private final NdjsonImport ndjson;
    private final DataSource database;
    private final Caller caller;

    ThingResource(IdempotentCreates creates, Outbox outbox, NdjsonImport ndjson, DataSource database, Caller caller) {
        this.creates = creates;
        this.outbox = outbox;
        this.ndjson = ndjson;
        this.database = database;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    public Response create(@HeaderParam("Idempotency-Key") String key, @NotNull @Valid ThingBody body) {
        return creates.once(key, "POST /v1/things", body, () -> {
            var id = UUID.randomUUID();
            insert(id, body.name());
            return new Created(URI.create("/v1/things/" + id), new Thing(id, body.name()));
        });
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    public Page<Integer> list(@QueryParam("cursor") String cursor) {
        var start = Cursor.parse(cursor);
        var after = start == null ? 0 : start.as(Integer::valueOf);
        return Page.of(List.of(after + 1, after + 2, after + 3), after < 4 ? 2 : 3, String::valueOf);
    }

    /** PostgreSQL ends the session that asks it to, as it ends all of them when it is stopped. */
    @GET
    @Path("lost")
    @RolesAllowed(Roles.OPERATOR)
    public void lose() {
        run("select pg_terminate_backend(pg_backend_pid())");
    }

    @GET
    @Path("wrong")
    @RolesAllowed(Roles.OPERATOR)
    public void ask() {
        run("select nonsense");
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.PERSON})
    public Thing read(@PathParam("id") UUID id) {
        if (!caller.is(id)) {
            throw Problems.notFound("thing", id);
        }
        return new Thing(id, caller.name());
    }

    @POST
    @Path("announcement")
    @Transactional
    @RolesAllowed(Roles.OPERATOR)
    public void announce(@NotNull @Valid Announcement announcement) {
        for (var i = 0; i < announcement.events(); i++) {
            var body = (announcement.text() + i).getBytes(StandardCharsets.UTF_8);
            outbox.append(TOPIC, announcement.text(), "io.houdao.kit.thing.announced", body);
        }
        if (announcement.fail()) {
            throw Problems.conflict("told to fail");
        }
    }

    @POST
    @Path("import")
    @Consumes(NdjsonImport.NDJSON)
    @RolesAllowed(Roles.OPERATOR)
    public NdjsonImport.Report importAll(InputStream body) {
        var stored = new ArrayList<ThingBody>();
        return ndjson.read(body, ThingBody.class, batch -> {
            if (batch.stream().anyMatch(thing -> thing.name().equals("refused"))) {
                throw new IllegalArgumentException("this name is refused");
            }
            if (batch.stream().anyMatch(thing -> thing.name().equals("taken"))) {
                throw Problems.invalid("parts[0].name", "must not be taken");
            }
            if (batch.stream().anyMatch(thing -> thing.name().equals("late"))) {
                throw Problems.busy("Nothing was stored.", 3);
            }
            stored.addAll(batch);
        });
    }

    private void run(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(new IllegalStateException(e));
        }
    }

    private void insert(UUID id, String name) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("insert into thing (id, name) values (?, ?)")) {
            insert.setObject(1, id);
            insert.setString(2, name);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    record Thing(UUID id, String name) {}

    record ThingBody(
            @NotBlank String name,
            @Min(1) long amountMicros,
            Colour colour,
            Code code,
            @Valid List<Part> parts) {}

    record Part(@NotBlank String name, Code code) {}

    record Code(@JsonValue String value) {

        @JsonCreator
        Code {
            if (value.length() != 2) {
                throw new IllegalArgumentException("must be two letters, was " + value);
            }
        }
    }

    record Announcement(@NotBlank String text, @Min(1) int events, boolean fail) {}

    enum Colour {
        RED,
        GREEN
    }
}
