package io.houdao.profile.survey;

import io.houdao.kit.security.Roles;
import io.houdao.profile.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers over HTTP: from the person alone. */
@Path("/v1/people/{personId}/surveys/{survey}")
@Tag(name = "Surveys")
class SurveyAnswerResource {

    private final SurveyService service;
    private final Access access;

    SurveyAnswerResource(SurveyService service, Access access) {
        this.service = service;
        this.access = access;
    }

    /** Takes answers in place of earlier ones; 409 where the survey has changed, or where nothing is kept of the person. */
    @PUT
    @RolesAllowed(Roles.PERSON)
    @Operation(
            summary = "Answer a survey, or take answers back",
            description = "A tag that you removed stays away, unless you name it in bringBack. Tags that you declared"
                    + " yourself are not touched.")
    @APIResponse(responseCode = "200", description = "the tags that are known now")
    @APIResponse(responseCode = "409", description = "another version of the survey, or nothing is kept of you")
    public SurveyService.Answered answer(
            @PathParam("personId") UUID personId,
            @PathParam("survey") String survey,
            @NotNull(message = "must be answers") @Valid SurveyAnswers answers) {
        access.self(personId);
        return service.answer(personId, survey, answers);
    }
}
