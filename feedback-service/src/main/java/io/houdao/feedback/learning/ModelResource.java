package io.houdao.feedback.learning;

import io.houdao.feedback.Parameters;
import io.houdao.feedback.learning.Trial.Verdict;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cards of learnt models, and the way back. */
@Path("/v1/models")
class ModelResource {

    /** After every version. */
    private static final String LAST = "~";

    private final Models models;
    private final ModelService service;
    private final Caller caller;

    ModelResource(Models models, ModelService service, Caller caller) {
        this.models = models;
        this.service = service;
        this.caller = caller;
    }

    /** Every model there ever was, the latest first. */
    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.REVIEWER})
    public Page<Card> list(@QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        var most = Parameters.limit(limit);
        var parsed = Cursor.parse(cursor);
        var found = models.before(parsed == null ? LAST : parsed.as(String::valueOf), most + 1);
        return Page.of(found, most, Model::version).map(Card::of);
    }

    /** One model's card. */
    @GET
    @Path("{version}")
    @RolesAllowed({Roles.OPERATOR, Roles.REVIEWER})
    public Card card(@PathParam("version") String version) {
        return models.find(version).map(Card::of).orElseThrow(() -> Problems.notFound("model", version));
    }

    /** Takes the live model back, and answers with what is live now; 409 where none was. */
    @POST
    @Path("rollback")
    @RolesAllowed(Roles.OPERATOR)
    public Live rollBack(@NotNull @Valid RollBack rollBack) {
        var live = service.rollBack(rollBack.reason(), caller.name());
        return new Live(live == null ? null : live.version());
    }

    /** Which model is live; absent where what is published is measured. */
    record Live(@Nullable String version) {}

    /** Why a model is taken back, in 1 to 500 characters. */
    record RollBack(
            @NotBlank(message = "is required: say why, for those who read the card")
            @Size(max = 500, message = "must be at most 500 characters")
            String reason) {}

    /**
     * What there is to know about a model.
     *
     * @param purpose what it predicts, and for whom
     * @param method how
     * @param features what it sees; nothing about the person is among them
     * @param examples showings that it learnt from
     * @param pairs how many creatives in how many scenes it speaks of
     * @param verdict on which it was promoted or not; absent until it was judged
     */
    record Card(
            String version,
            String state,
            Instant madeAt,
            Instant changedAt,
            String changedBy,
            String note,
            String purpose,
            String method,
            List<String> features,
            long examples,
            int pairs,
            @Nullable Verdict verdict) {

        static Card of(Model model) {
            return new Card(
                    model.version(),
                    model.state().toString(),
                    model.madeAt(),
                    model.changedAt(),
                    model.actor(),
                    model.note(),
                    "the probability that an impression of a creative in a scene is clicked, closed, hidden or complained of",
                    "logistic regression by FTRL-proximal, isotonic calibration by scene, off-policy evaluation before use",
                    List.of(StreamLearner.FEATURES.split(",")),
                    model.examples(),
                    model.predictions().size(),
                    model.verdict());
        }
    }
}
