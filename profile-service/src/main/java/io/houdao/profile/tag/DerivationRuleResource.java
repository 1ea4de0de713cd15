package io.houdao.profile.tag;

import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The rules of derivation over HTTP, for anyone whom they may concern. */
@Path("/v1/derivation-rules")
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Devices")
class DerivationRuleResource {

    private final RuleBook rules;

    DerivationRuleResource(RuleBook rules) {
        this.rules = rules;
    }

    /** Returns the rules in force. */
    @GET
    @RolesAllowed({Roles.PERSON, Roles.OPERATOR, Roles.AGENT})
    @Operation(summary = "See by which rules changes of state become tags")
    public DerivationRules rules() {
        return rules.rules();
    }
}
