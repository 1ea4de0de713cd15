package io.houdao.campaign.profile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.houdao.contracts.campaign.Audience;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** profile-service. */
@Path("/v1")
@RegisterRestClient(configKey = "profile")
@ClientHeaderParam(name = "Authorization", value = "{authorization}")
interface Profiles {

    @GET
    @Path("/catalogue")
    Catalogue catalogue();

    @POST
    @Path("/audiences/estimates")
    Estimate estimate(Audience audience);

    default String authorization() {
        return "Bearer " + ConfigProvider.getConfig().getValue("houdao.service-token", String.class);
    }

    /** All tags there are. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Catalogue(List<Domain> tagDomains) {}

    /** Tags that answer the same question. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Domain(String domain, String family, List<String> values) {}

    /** How many people an audience has, or null, and whether these are enough to be targeted. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Estimate(@Nullable Long people, boolean targetable) {}
}
