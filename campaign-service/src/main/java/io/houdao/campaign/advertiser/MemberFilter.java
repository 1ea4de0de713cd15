package io.houdao.campaign.advertiser;

import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Holds members to their role, before any endpoint is reached: so none can forget to. */
class MemberFilter {

    /** What sends something and changes nothing. */
    private static final Pattern LOOKS = Pattern.compile("/v1/(campaigns/validate|campaigns/[^/]+/check|forecasts)/?");

    private static final Pattern MEMBERS = Pattern.compile("/v1/advertisers/[^/]+/members(/.*)?");

    private final Advertisers advertisers;
    private final Members members;
    private final Caller caller;

    MemberFilter(Advertisers advertisers, Members members, Caller caller) {
        this.advertisers = advertisers;
        this.members = members;
        this.caller = caller;
    }

    /** Passes whoever acts for no advertiser, or may do this for theirs; a 403 otherwise. */
    @ServerRequestFilter
    public void filter(ContainerRequestContext request) {
        if (caller.has(Roles.ADVERTISER) && !caller.has(Roles.OPERATOR)) {
            advertisers.employer().ifPresent(advertiserId -> require(advertiserId, request));
        }
    }

    private void require(UUID advertiserId, ContainerRequestContext request) {
        var path = request.getUriInfo().getRequestUri().getPath();
        var role = members.roleOf(advertiserId, caller.name())
                .orElseThrow(() -> Problems.forbidden("You are not a member of the advertiser any more, or not yet."));
        var reads = request.getMethod().equals("GET") || LOOKS.matcher(path).matches();
        if (!reads && role == MemberRole.VIEWER) {
            throw Problems.forbidden("You are a VIEWER, who changes nothing; an OWNER can give you another role.");
        }
        if (!reads && role != MemberRole.OWNER && MEMBERS.matcher(path).matches()) {
            throw Problems.forbidden("Only an OWNER says who may do what.");
        }
    }
}
