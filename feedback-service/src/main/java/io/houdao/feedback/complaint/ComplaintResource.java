package io.houdao.feedback.complaint;

import io.houdao.feedback.Parameters;
import io.houdao.feedback.complaint.Complaints.Status;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Complaints, for those who answer them and for those who made them. */
@Path("/v1/complaints")
class ComplaintResource {

    private static final Duration USUAL = Duration.ofDays(30);

    private final Complaints complaints;
    private final ComplaintStatistics statistics;
    private final ComplaintService service;
    private final Caller caller;
    private final Clock clock;

    ComplaintResource(
            Complaints complaints,
            ComplaintStatistics statistics,
            ComplaintService service,
            Caller caller,
            Clock clock) {
        this.complaints = complaints;
        this.statistics = statistics;
        this.service = service;
        this.caller = caller;
        this.clock = clock;
    }

    /** Those of a status (all, open, overdue or answered), newest first. */
    @GET
    @RolesAllowed(Roles.AGENT)
    public Page<Complaint> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return complaints.page(
                status(status), clock.instant(), Parameters.numberBefore(cursor), Parameters.limit(limit));
    }

    /** The caller's own, with what was answered, newest first. */
    @GET
    @Path("mine")
    @RolesAllowed({Roles.PERSON, Roles.DEVICE})
    public Mine mine() {
        var subject = caller.id().orElseThrow(() -> Problems.forbidden("The token's subject is not an id."));
        return new Mine(complaints.of(subject).stream().map(Complaint::own).toList());
    }

    /** What came in and what became of it, by category: the last 30 days unless told otherwise. */
    @GET
    @Path("statistics")
    @RolesAllowed({Roles.AGENT, Roles.OPERATOR})
    public Statistics statistics(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        var now = clock.instant();
        var end = Parameters.instant("to", to, now);
        var start = Parameters.instant("from", from, end.minus(USUAL));
        return new Statistics(statistics.byCategory(start, end, now));
    }

    /** Makes an agent the one who answers: the caller, unless the body names another. */
    @PUT
    @Path("{decisionId}/owner")
    @RolesAllowed(Roles.AGENT)
    public Complaint give(@PathParam("decisionId") String decisionId, @NotNull @Valid NewOwner owner) {
        return service.give(id(decisionId), owner.name() == null ? caller.name() : owner.name());
    }

    /** Answers a complaint that is the caller's; 409 where it is not, or was answered. */
    @POST
    @Path("{decisionId}/answer")
    @RolesAllowed(Roles.AGENT)
    public Complaint answer(@PathParam("decisionId") String decisionId, @NotNull @Valid NewAnswer answer) {
        return service.answer(id(decisionId), answer.text(), answer.remedy(), caller.name());
    }

    private static UUID id(String decisionId) {
        try {
            return UUID.fromString(decisionId);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("complaint", decisionId);
        }
    }

    private static Status status(@Nullable String status) {
        try {
            return status == null ? Status.ALL : Status.valueOf(status.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Parameters.invalid("status", "query", "must be all, open, overdue or answered");
        }
    }

    /** Who is to answer; absent means the caller. */
    record NewOwner(
            @Size(min = 1, max = 100, message = "must be 1 to 100 characters") @Nullable
            String name) {}

    /** What to tell the person, and what to grant. */
    record NewAnswer(
            @NotBlank(message = "is required: what the person is told")
            @Size(max = 2_000, message = "must be at most 2,000 characters")
            String text,

            @Valid @Nullable Remedy remedy) {}

    /** The caller's complaints. */
    record Mine(List<Complaint.Own> items) {}

    /** By category. */
    record Statistics(List<ComplaintStatistics.Category> items) {}
}
