package io.houdao.profile;

import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** People over HTTP. */
@Path("/v1/people")
@Tag(name = "People")
class PersonResource {

    private final PersonService people;
    private final Access access;
    private final IdempotentCreates creates;

    PersonResource(PersonService people, Access access, IdempotentCreates creates) {
        this.people = people;
        this.access = access;
        this.creates = creates;
    }

    /** Returns 201; 409 where there is such a person, or was one who asked to be forgotten. */
    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Add a person")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PersonView.class)))
    public Response add(
            @HeaderParam("Idempotency-Key") String key, @NotNull(message = "must be a person") @Valid PersonBody body) {
        return creates.once(key, "POST /v1/people", body, () -> {
            var person = people.add(body);
            return new Created(URI.create("/v1/people/" + person.personId()), person);
        });
    }

    /** Returns the person, to themself and to agents. */
    @GET
    @Path("{personId}")
    @RolesAllowed({Roles.PERSON, Roles.AGENT})
    @Operation(summary = "See a person")
    public PersonView get(@PathParam("personId") UUID personId) {
        access.selfOr(personId, Roles.AGENT);
        return people.view(personId);
    }
}
