package io.houdao.campaign.creative;

import static java.util.stream.Collectors.groupingBy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All creatives. */
@ApplicationScoped
public class Creatives implements PanacheRepositoryBase<Creative, UUID> {

    /** The creatives of each of these line items, in order; a line item without any is missing. */
    public Map<UUID, List<Creative>> byLineItem(Collection<UUID> lineItemIds) {
        return list("lineItemId in ?1 order by position, id", lineItemIds).stream()
                .collect(groupingBy(Creative::lineItemId));
    }

    /** The same for all line items of a campaign, however many. */
    public Map<UUID, List<Creative>> byLineItemOf(UUID campaignId) {
        return list(
                        "lineItemId in (select item.id from LineItem item where item.campaignId = ?1)"
                                + " order by position, id",
                        campaignId)
                .stream()
                .collect(groupingBy(Creative::lineItemId));
    }

    public List<Creative> withIds(Collection<UUID> ids) {
        return list("id in ?1", ids);
    }
}
