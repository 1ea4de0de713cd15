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
    private final LastWords lastWords;

    Catalogue(Outbox outbox, LastWords lastWords) {
        this.outbox = outbox;
        this.lastWords = lastWords;
    }

    /** Puts these on air, or replaces what is on air of them. */
    public void publish(List<LiveLineItem> lineItems) {
        say(
                PUBLISHED,
                lineItems.stream()
                        .map(item -> new Outbox.Event(item.lineItemId().toString(), Json.write(item)))
                        .toList());
    }

    /** Takes these off the air at once. */
    public void withdraw(Collection<UUID> lineItemIds) {
        say(
                WITHDRAWN,
                lineItemIds.stream()
                        .map(id -> new Outbox.Event(id.toString(), null))
                        .toList());
    }

    /* The last word first: whoever waits for its lock appends to the outbox after whoever holds it. */
    private void say(String type, List<Outbox.Event> events) {
        if (!events.isEmpty()) {
            lastWords.say(events);
            outbox.appendAll(Topics.LINE_ITEMS, type, events);
        }
    }
}
