package io.houdao.campaign.publishing;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.kit.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What placement may serve. Nothing reaches it but through here, in the transaction that allows or ends it. */
@ApplicationScoped
public class Catalogue {

    private static final String PUBLISHED = "io.houdao.campaign.line-item.published";
    private static final String WITHDRAWN = "io.houdao.campaign.line-item.withdrawn";

    private final Outbox outbox;

    Catalogue(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Puts these on air, or replaces what is on air of them. */
    public void publish(List<LiveLineItem> lineItems) {
        outbox.appendAll(
                Topics.LINE_ITEMS,
                PUBLISHED,
                lineItems.stream()
                        .map(item -> new Outbox.Event(item.lineItemId().toString(), Json.write(item)))
                        .toList());
    }

    /** Takes these off the air at once. */
    public void withdraw(Collection<UUID> lineItemIds) {
        outbox.appendAll(
                Topics.LINE_ITEMS,
                WITHDRAWN,
                lineItemIds.stream()
                        .map(id -> new Outbox.Event(id.toString(), null))
                        .toList());
    }
}
