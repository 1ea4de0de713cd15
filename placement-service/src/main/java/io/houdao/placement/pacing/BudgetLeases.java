package io.houdao.placement.pacing;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.campaign.CampaignClient;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The money that campaign-service holds. */
@Singleton
class BudgetLeases {

    /** Most items in one request. */
    static final int MOST = 500;

    private final CampaignClient campaign;

    BudgetLeases(CampaignClient campaign) {
        this.campaign = campaign;
    }

    /**
     * Asks for money; what is granted may be less than what was asked for, or nothing.
     *
     * @throws UncheckedIOException if campaign-service does not answer, or refuses
     */
    Granted lease(Wanted wanted) {
        return campaign.post("/v1/budget-leases", wanted, Granted.class);
    }

    /**
     * Gives back what was not promised.
     *
     * @throws UncheckedIOException as for {@link #lease}
     */
    void giveBack(Unused unused) {
        campaign.post("/v1/budget-leases/returns", unused, JsonNode.class);
    }

    /** What a replica asks for. */
    @RegisterForReflection
    record Wanted(String replica, List<Want> requests) {}

    /** How much for one line item. */
    @RegisterForReflection
    record Want(LineItemId lineItemId, long amountMicros) {}

    /** What it got. */
    @RegisterForReflection
    record Granted(List<Grant> leases) {}

    /** How much for one line item, and until when it may be promised. */
    @RegisterForReflection
    record Grant(UUID leaseId, LineItemId lineItemId, long grantedMicros, Instant expiresAt) {}

    /** What a replica gives back. */
    @RegisterForReflection
    record Unused(String replica, List<Rest> returns) {}

    /** How much of one lease. */
    @RegisterForReflection
    record Rest(UUID leaseId, long amountMicros) {}
}
