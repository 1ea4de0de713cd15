package io.houdao.profile;

import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.paging.Page;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
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

    /** Returns the name under which the other services know the person, to that person and to services that speak for them. */
    @GET
    @Path("{personId}/pseudonym")
    @RolesAllowed(Roles.PERSON)
    @Operation(summary = "See under which name the other services know you")
    public Pseudonym pseudonym(@PathParam("personId") UUID personId) {
        access.self(personId);
        return new Pseudonym(people.pseudonym(personId));
    }

    /** Corrects a wrong date of birth; 409 where the person themself would turn from a child into an adult by it. */
    @PUT
    @Path("{personId}/birth-date")
    @RolesAllowed({Roles.PERSON, Roles.AGENT})
    @Operation(summary = "Correct the date of birth")
    public PersonView correct(
            @PathParam("personId") UUID personId,
            @NotNull(message = "must be a correction") @Valid BirthDateBody correction) {
        access.selfOr(personId, Roles.AGENT);
        return people.correct(personId, correction.birthDate(), access.agent().isPresent());
    }

    /** Returns which agents looked, newest first. */
    @GET
    @Path("{personId}/agent-accesses")
    @RolesAllowed(Roles.PERSON)
    @Operation(summary = "See which agents looked at your profile, and why")
    public Page<AgentAccesses.AgentAccess> accesses(@PathParam("personId") UUID personId) {
        access.self(personId);
        return new Page<>(people.agentAccesses(personId), null);
    }

    /** The name under which someone is known outside this service; it is forgotten with them. */
    record Pseudonym(UUID pseudonym) {}

    /** When someone was really born. */
    record BirthDateBody(
            @BirthDate @Schema(examples = "1990-05-17") LocalDate birthDate) {}
}
