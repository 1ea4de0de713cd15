package io.houdao.campaign.lineitem;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.houdao.campaign.creative.Creative;
import io.houdao.campaign.creative.CreativeView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line item as it is answered, with its creatives.
 *
 * @param replaces what it takes the place of once it passes
 */
public record LineItemView(
        UUID lineItemId,
        UUID campaignId,
        Status status,
        long revision,
        long version,
        @Nullable UUID replaces,
        @JsonUnwrapped LineItemTerms terms,
        List<CreativeView> creatives) {

    public static LineItemView of(LineItem item, List<Creative> creatives) {
        return new LineItemView(
                item.id(),
                item.campaignId(),
                item.status(),
                item.revision(),
                item.version(),
                item.replaces(),
                item.terms(),
                creatives.stream().map(CreativeView::of).toList());
    }
}
