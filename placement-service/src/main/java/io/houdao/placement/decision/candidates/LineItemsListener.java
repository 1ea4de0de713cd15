package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.placement.topic.TopicListener;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads {@code campaign.line-items}. */
@Singleton
class LineItemsListener implements TopicListener {

    private final Confirmations confirmations;

    LineItemsListener(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    @Override
    public String topic() {
        return Topics.LINE_ITEMS;
    }

    /** A record under another's key is refused: campaign-service could not take it back by its key. */
    @Override
    public void read(String key, byte @Nullable [] value) {
        var id = LineItemId.of(key);
        if (value == null) {
            confirmations.remove(id);
            return;
        }
        var lineItem = Json.read(value, LiveLineItem.class);
        if (!lineItem.lineItemId().equals(id)) {
            throw new IllegalArgumentException(
                    "the record of line item " + lineItem.lineItemId() + " has the key " + key);
        }
        confirmations.await(new Awaited(LineItem.of(lineItem), value));
    }

    @Override
    public void batchRead() {
        confirmations.batchRead();
    }

    @Override
    public boolean isStartSettled() {
        return confirmations.isStartSettled();
    }
}
