package io.houdao.campaign.lineitem;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.houdao.campaign.creative.Creative;
import io.houdao.campaign.creative.CreativeView;
import java.util.List;
import java.util.UUID;

/** A line item as it is answered, with its creatives. */
public record LineItemView(
        UUID lineItemId,
        UUID campaignId,
        Status status,
        long revision,
        long version,
        @JsonUnwrapped LineItemTerms terms,
        List<CreativeView> creatives) {

    public static LineItemView of(LineItem item, List<Creative> creatives) {
        return new LineItemView(
                item.id(),
                item.campaignId(),
                item.status(),
                item.revision(),
                item.version(),
                item.terms(),
                creatives.stream().map(CreativeView::of).toList());
    }
}
