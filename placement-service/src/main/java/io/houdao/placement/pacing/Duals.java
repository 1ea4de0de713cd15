package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.LineItemId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The duals in force; {@link Dual#NONE} for a line item that has none. */
@Singleton
public class Duals {

    private final Map<LineItemId, Dual> byLineItem = new ConcurrentHashMap<>();

    public Dual of(LineItemId lineItem) {
        return byLineItem.getOrDefault(lineItem, Dual.NONE);
    }

    /** Sets the dual of a line item from the next decision on. */
    public void set(LineItemId lineItem, Dual dual) {
        byLineItem.put(lineItem, dual);
    }
}
