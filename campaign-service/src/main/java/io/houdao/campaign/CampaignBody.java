package io.houdao.campaign;

import io.houdao.campaign.lineitem.LineItemBody;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as an advertiser states it.
 *
 * @param category of the advertised thing, such as {@code food}
 * @param onBehalfOf whose message it is, where that is not the advertiser
 * @param lineItems with their creatives, where the campaign is created as a whole
 */
record CampaignBody(
        @Nullable UUID campaignId,

        @NotBlank(message = "is required") @Size(max = 200, message = "may have at most 200 characters")
        String name,

        @NotNull(message = "is required: what is advertised, such as food")
        @Pattern(regexp = CATEGORY, message = CATEGORY_IN_WORDS)
        String category,

        @Nullable @Size(min = 1, max = 200, message = "must have 1 to 200 characters, or be left out")
        String onBehalfOf,

        @Nullable
        @Size(max = 200, message = "may hold at most 200 line items; import more into the campaign afterwards")
        List<@NotNull @Valid LineItemBody> lineItems) {

    static final String CATEGORY = "[a-z][a-z0-9-]{0,39}";
    static final String CATEGORY_IN_WORDS = "must be 1 to 40 lower-case letters, digits and dashes, such as food";
}
