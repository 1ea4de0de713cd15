package io.houdao.placement.erasure;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** profile-service, which alone knows who is who. */
@RegisterRestClient(configKey = "profile")
@Path("/v1/people")
interface PseudonymClient {

    /** The pseudonym of a person, asked for with that person's own token. */
    @GET
    @Path("{personId}/pseudonym")
    Known of(@HeaderParam("Authorization") String bearer, @PathParam("personId") String personId);

    /** The name by which someone is known here. */
    @RegisterForReflection
    record Known(UUID pseudonym) {}
}
