package io.houdao.profile.audience;

import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.Audience;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.campaign.TagExpression.All;
import io.houdao.contracts.campaign.TagExpression.Any;
import io.houdao.contracts.campaign.TagExpression.Has;
import io.houdao.contracts.campaign.TagExpression.Not;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Roles;
import io.houdao.profile.catalogue.Catalogue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Sizes of audiences over HTTP, for campaign-service and operators. */
@Path("/v1/audiences")
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Audiences")
class AudienceResource {

    private static final int MOST_TAGS = 100;

    private final Audiences audiences;
    private final Catalogue catalogue;

    AudienceResource(Audiences audiences, Catalogue catalogue) {
        this.audiences = audiences;
        this.catalogue = catalogue;
    }

    /** Returns how many people there are, of an empty audience all; 400 for a tag that does not exist or may not be used. */
    @POST
    @Path("estimates")
    @RolesAllowed({Roles.SERVICE, Roles.OPERATOR})
    @Operation(summary = "Estimate how many people an audience reaches, on at least one of their surfaces")
    public Estimate estimate(@NotNull(message = "must be an audience") Audience audience) {
        var tags = Stream.concat(tags(audience.basic()), tags(audience.aiot())).toList();
        if (tags.size() > MOST_TAGS) {
            throw Problems.invalid("basic", "must hold, together with aiot, at most 100 tags");
        }
        tags.forEach(this::requireUsable);
        return audiences.estimate(audience);
    }

    private static Stream<Tag> tags(@Nullable TagExpression expression) {
        if (expression instanceof Has has) {
            return Stream.of(has.tag());
        }
        if (expression instanceof All all) {
            return tags(all.all());
        }
        if (expression instanceof Any any) {
            return tags(any.any());
        }
        return expression instanceof Not not ? tags(not.not()) : Stream.empty();
    }

    private static Stream<Tag> tags(List<TagExpression> parts) {
        return parts.stream().flatMap(AudienceResource::tags);
    }

    private void requireUsable(Tag tag) {
        var usable = catalogue.domainOf(tag).filter(domain -> !catalogue.isSensitive(domain));
        if (usable.isEmpty()) {
            throw Problems.invalid("tag", "must be one of GET /v1/catalogue that is not sensitive, was " + tag);
        }
    }
}
