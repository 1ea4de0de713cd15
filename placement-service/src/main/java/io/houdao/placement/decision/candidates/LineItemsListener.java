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

    private final LineItems lineItems;

    LineItemsListener(LineItems lineItems) {
        this.lineItems = lineItems;
    }

    @Override
    public String topic() {
        return Topics.LINE_ITEMS;
    }

    @Override
    public void read(String key, byte @Nullable [] value) {
        if (value == null) {
            lineItems.remove(LineItemId.of(key));
        } else {
            lineItems.put(Json.read(value, LiveLineItem.class));
        }
    }

    @Override
    public void batchRead() {
        lineItems.publish();
    }
}
