package io.houdao.campaign.publishing;

import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells placement-service which records of {@code campaign.line-items} it may believe. */
@Tag(name = "Confirmations")
@Path("/v1/confirmations")
@RolesAllowed(Roles.SERVICE)
class ConfirmationResource {

    private final LastWords lastWords;

    ConfirmationResource(LastWords lastWords) {
        this.lastWords = lastWords;
    }

    /** Answers which of these records are what was said last of their line items; of the others, nothing. */
    @POST
    @Operation(summary = "Tells which of these records of line items were said last")
    public Confirmed confirm(@NotNull(message = "is required") @Valid Records body) {
        return new Confirmed(lastWords.among(body.records()));
    }

    /** What somebody read. */
    record Records(
            @NotNull(message = "is required") @Size(min = 1, max = 1_000, message = "must hold 1 to 1,000 records")
            List<@NotNull @Valid ReadRecord> records) {}

    /** What of it is said last, at this moment. */
    record Confirmed(List<ReadRecord> records) {}
}
