package io.houdao.placement.decision;

import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.kit.limit.RequestLimits;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import io.houdao.placement.exposure.ServingStore;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/** Ad decisions over HTTP. */
@Path("/v1/decisions")
@Produces(MediaType.APPLICATION_JSON)
class DecisionResource {

    private final DecisionService service;
    private final Answers answers;
    private final Explanations explanations;
    private final ServingStore store;
    private final RequestLimits limits;
    private final Caller caller;

    DecisionResource(
            DecisionService service,
            Answers answers,
            Explanations explanations,
            ServingStore store,
            RequestLimits limits,
            Caller caller) {
        this.service = service;
        this.answers = answers;
        this.explanations = explanations;
        this.store = store;
        this.limits = limits;
        this.caller = caller;
    }

    /**
     * Returns 200 with an ad for each opportunity, or none and the reason, which is that it asks too often where a device
     * does; 400 when the request is malformed.
     */
    @POST
    @NonBlocking
    @RolesAllowed(Roles.DEVICE)
    public Uni<AdResponse> decide(@NotNull @Valid AdRequest request) {
        mustFit(request.opportunities());
        var device = caller.id()
                .map(DeviceId::new)
                .orElseThrow(() -> Problems.forbidden("The subject of a device's token is the id of the device."));
        var requestId = Objects.requireNonNullElseGet(
                request.requestId(),
                () -> DecisionService.newId(ThreadLocalRandom.current()).toString());
        if (!limits.admit(caller.name())) {
            return Uni.createFrom().item(answers.of(requestId, service.turnAway(request)));
        }
        // It begins here: where a thread must be waited for, the device waits too.
        var deadline = service.deadline();
        return Uni.createFrom()
                .item(() -> answers.of(requestId, service.decide(request, device, deadline)))
                .runSubscriptionOn(store.mayWait() ? Infrastructure.getDefaultWorkerPool() : afterTheOthers());
    }

    /* On the same thread, after all that came at once was read: decisions in a row find their code and data in its caches. */
    private static Executor afterTheOthers() {
        var context = Vertx.currentContext();
        return decision -> context.runOnContext(same -> decision.run());
    }

    private static void mustFit(List<AdRequest.Opportunity> opportunities) {
        var seen = new HashSet<String>();
        for (var i = 0; i < opportunities.size(); i++) {
            var asked = opportunities.get(i);
            if (!seen.add(asked.opportunityId())) {
                throw Problems.invalid(
                        "opportunities[" + i + "].opportunityId", "is used twice; number the opportunities");
            }
            if (asked.roadblock() != null && asked.companionTo() != null) {
                throw Problems.invalid(
                        "opportunities[" + i + "].roadblock", "does not go with companionTo; leave one of them out");
            }
        }
    }

    /** Returns every candidate to an operator, and to the person it was about their sentence; 404 when it is long ago. */
    @GET
    @Path("/{id}/explanation")
    @RolesAllowed({Roles.OPERATOR, Roles.PERSON})
    public Explanation explain(String id) {
        var kept = explanations.find(id(id)).orElseThrow(() -> unknown(id));
        if (caller.has(Roles.OPERATOR)) {
            return kept.forOperator();
        }
        if (kept.personId() != null && caller.is(kept.personId())) {
            return kept.forPerson();
        }
        throw unknown(id);
    }

    private static RuntimeException unknown(String id) {
        return Problems.notFound("explanation of decision", id);
    }

    private static DecisionId id(String text) {
        try {
            return DecisionId.of(text);
        } catch (IllegalArgumentException e) {
            throw Problems.invalid(List.of(new Problems.Violation("id", "path", "must be a UUID")));
        }
    }
}
