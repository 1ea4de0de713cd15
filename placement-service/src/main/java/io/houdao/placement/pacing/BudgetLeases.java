package io.houdao.placement.pacing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.houdao.contracts.campaign.LineItemId;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** campaign-service, which holds the money. */
@Path("/v1/budget-leases")
@RegisterRestClient(configKey = "campaign")
@ClientHeaderParam(name = "Authorization", value = "{authorization}")
interface BudgetLeases {

    /** Most items in one request. */
    int MOST = 500;

    /** Asks for money; what is granted may be less than what was asked for, or nothing. */
    @POST
    Granted lease(Wanted wanted);

    /** Gives back what was not promised. */
    @POST
    @Path("/returns")
    void giveBack(Unused unused);

    default String authorization() {
        return "Bearer " + ConfigProvider.getConfig().getValue("houdao.service-token", String.class);
    }

    /** What a replica asks for. */
    record Wanted(String replica, List<Want> requests) {}

    /** How much for one line item. */
    record Want(LineItemId lineItemId, long amountMicros) {}

    /** What it got. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Granted(List<Grant> leases) {}

    /** How much for one line item, and until when it may be promised. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Grant(UUID leaseId, LineItemId lineItemId, long grantedMicros, Instant expiresAt) {}

    /** What a replica gives back. */
    record Unused(String replica, List<Rest> returns) {}

    /** How much of one lease. */
    record Rest(UUID leaseId, long amountMicros) {}
}
