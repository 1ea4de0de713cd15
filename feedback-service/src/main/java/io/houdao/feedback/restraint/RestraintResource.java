package io.houdao.feedback.restraint;

import io.houdao.contracts.Scene;
import io.houdao.feedback.Parameters;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What restraint does, why, and how people overrule it. */
@Path("/v1/restraint")
class RestraintResource {

    private final RestraintService restraint;
    private final SceneViews scenes;
    private final Acts acts;
    private final Caller caller;

    RestraintResource(RestraintService restraint, SceneViews scenes, Acts acts, Caller caller) {
        this.restraint = restraint;
        this.scenes = scenes;
        this.acts = acts;
        this.caller = caller;
    }

    /** Every scene that anything was counted or set for, in the order of their names. */
    @GET
    @Path("scenes")
    @RolesAllowed({Roles.OPERATOR, Roles.REVIEWER})
    public Page<SceneView> scenes(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return scenes.page(Cursor.parse(cursor), Parameters.limit(limit));
    }

    /** Sets what a scene accepts, and answers with the scene. */
    @PUT
    @Path("scenes/{sphere}/{moment}")
    @RolesAllowed(Roles.OPERATOR)
    public SceneView accept(
            @PathParam("sphere") String sphere, @PathParam("moment") String moment, @NotNull @Valid NewTerms terms) {
        var scene = scene(sphere, moment);
        restraint.accept(scene, terms.acceptedShare(), terms.maxPriceMicros(), caller.name());
        return scenes.of(scene);
    }

    /** Everything that was done, newest first. */
    @GET
    @Path("acts")
    @RolesAllowed({Roles.OPERATOR, Roles.REVIEWER})
    public Page<Act> acts(@QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return acts.page(Parameters.numberBefore(cursor), Parameters.limit(limit));
    }

    /**
     * What was done to the caller's own creatives, and to scenes in which they were shown: why, and on what evidence, newest
     * first.
     */
    @GET
    @Path("notices")
    @RolesAllowed(Roles.ADVERTISER)
    public Page<Act> notices(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        var advertiser =
                caller.idClaim("advertiser").orElseThrow(() -> Problems.forbidden("The token names no advertiser."));
        return acts.of(advertiser, Parameters.numberBefore(cursor), Parameters.limit(limit));
    }

    /** Takes an act back, and every later one of the same scope; 409 where it is not, or no longer, in force. */
    @POST
    @Path("acts/{id}/reversal")
    @RolesAllowed(Roles.OPERATOR)
    public Act reverse(@PathParam("id") String id, @NotNull @Valid Reversal reversal) {
        return restraint.reverse(actId(id), reversal.reason(), caller.name());
    }

    private static Scene scene(String sphere, String moment) {
        try {
            return Scene.of(sphere + "/" + moment);
        } catch (IllegalArgumentException e) {
            var field = String.valueOf(e.getMessage()).startsWith("moment") ? "moment" : "sphere";
            throw Parameters.invalid(field, "path", String.valueOf(e.getMessage()));
        }
    }

    private static UUID actId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("act", id);
        }
    }

    /**
     * What a scene is to accept.
     *
     * @param acceptedShare of showings that may meet with negative feedback, over 0 and under 1
     * @param maxPriceMicros the highest price of harm; stays as it is where it is absent
     */
    record NewTerms(
            @NotNull(message = "is required: the share of showings that may meet with negative feedback")
            @DecimalMin(value = "0", inclusive = false, message = "must be over 0 and under 1")
            @DecimalMax(value = "1", inclusive = false, message = "must be over 0 and under 1")
            Double acceptedShare,

            @PositiveOrZero(message = "must be 0 or more, in micros") @Nullable
            Long maxPriceMicros) {}

    /** Why an act is taken back, in 1 to 500 characters. */
    record Reversal(
            @NotBlank(message = "is required: say why, for those who read the acts")
            @Size(max = 500, message = "must be at most 500 characters")
            String reason) {}
}
