package io.houdao.campaign.stopship;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What must be put right.
 *
 * @param lineItemId of the campaign; absent where it is about the whole
 */
record IssueBody(
        @NotBlank(message = "is required: what is wrong, in a line")
        @Size(max = 200, message = "may have at most 200 characters")
        String title,

        @Nullable @Size(max = 2_000, message = "may have at most 2,000 characters")
        String detail,

        @Nullable UUID lineItemId) {}
