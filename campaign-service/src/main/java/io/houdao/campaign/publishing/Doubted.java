package io.houdao.campaign.publishing;

import java.util.Set;
import java.util.UUID;

/** Something that this service did not say last stands on the topic in place of these line items: what holds is to be said again. */
public record Doubted(Set<UUID> lineItemIds) {

    public Doubted {
        lineItemIds = Set.copyOf(lineItemIds);
    }
}
