package io.houdao.feedback.scorecard;

import io.houdao.feedback.Parameters;
import io.houdao.feedback.experience.Period;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How campaigns fared: the last 7 days unless told otherwise. */
@Path("/v1/scorecards")
class ScorecardResource {

    private final Scorecards scorecards;
    private final Caller caller;
    private final Clock clock;

    ScorecardResource(Scorecards scorecards, Caller caller, Clock clock) {
        this.scorecards = scorecards;
        this.caller = caller;
        this.clock = clock;
    }

    /** Every campaign of which anything was reported, in the order of their ids. */
    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.REVIEWER})
    public Page<Scorecard> list(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var parsed = Cursor.parse(cursor);
        var after = parsed == null ? CampaignSums.NONE : parsed.as(UUID::fromString);
        return scorecards.page(Period.parse(from, to, clock.instant()), after, Parameters.limit(limit));
    }

    /** One campaign's; an advertiser sees their own. */
    @GET
    @Path("{campaignId}")
    @RolesAllowed({Roles.OPERATOR, Roles.REVIEWER, Roles.ADVERTISER})
    public Scorecard card(
            @PathParam("campaignId") String campaignId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return scorecards
                .of(id(campaignId), Period.parse(from, to, clock.instant()))
                .filter(this::mayBeSeen)
                .orElseThrow(() -> Problems.notFound("campaign", campaignId));
    }

    private boolean mayBeSeen(Scorecard card) {
        return caller.has(Roles.OPERATOR)
                || caller.has(Roles.REVIEWER)
                || caller.idClaim("advertiser")
                        .filter(card.advertiserId()::equals)
                        .isPresent();
    }

    private static UUID id(String campaignId) {
        try {
            return UUID.fromString(campaignId);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("campaign", campaignId);
        }
    }
}
