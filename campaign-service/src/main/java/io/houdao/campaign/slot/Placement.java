package io.houdao.campaign.slot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.kit.paging.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** placement-service. */
@Path("/v1")
@RegisterRestClient(configKey = "placement")
@ClientHeaderParam(name = "Authorization", value = "{authorization}")
interface Placement {

    @GET
    @Path("/slots")
    Page<PlacedSlot> slots(@QueryParam("limit") int limit, @QueryParam("cursor") @Nullable String cursor);

    @GET
    @Path("/touchpoints")
    Page<Touchpoint> touchpoints(@QueryParam("limit") int limit, @QueryParam("cursor") @Nullable String cursor);

    default String authorization() {
        return "Bearer " + ConfigProvider.getConfig().getValue("houdao.service-token", String.class);
    }

    /** A slot, as far as it matters here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PlacedSlot(
            SlotId slotId, TouchpointId touchpointId, SlotClass slotClass, Set<Scene> scenes, Closing closing) {}

    /** When a slot ends an ad by itself. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Closing(int maxLengthMs) {}

    /** A surface that has slots. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Touchpoint(TouchpointId touchpointId, DeviceKind deviceKind) {}
}
