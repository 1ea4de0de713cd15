package io.houdao.campaign;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is to say of itself; {@link CampaignBody} explains the fields.
 *
 * @param version what the change is based on; may be sent as {@code If-Match} instead
 */
record CampaignEdit(
        @Nullable Long version,

        @NotBlank(message = "is required") @Size(max = 200, message = "may have at most 200 characters")
        String name,

        @NotNull(message = "is required: what is advertised, such as food")
        @Pattern(regexp = CampaignBody.CATEGORY, message = CampaignBody.CATEGORY_IN_WORDS)
        String category,

        @Nullable @Size(min = 1, max = 200, message = "must have 1 to 200 characters, or be left out")
        String onBehalfOf) {}
