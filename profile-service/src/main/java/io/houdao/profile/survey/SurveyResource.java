package io.houdao.profile.survey;

import io.houdao.kit.paging.Page;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Surveys over HTTP, for whoever has a part in them. */
@Path("/v1/surveys")
@Tag(name = "Surveys", description = "Questions that nobody has to answer; an answer is kept as a tag alone")
class SurveyResource {

    private final Surveys surveys;

    SurveyResource(Surveys surveys) {
        this.surveys = surveys;
    }

    /** Returns all surveys, with the tag that each answer is kept as. */
    @GET
    @RolesAllowed({Roles.PERSON, Roles.OPERATOR, Roles.AGENT})
    @Operation(summary = "See what you may be asked, and what an answer is kept as")
    public Page<Survey> surveys() {
        return new Page<>(surveys.all(), null);
    }
}
