package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.LineItemId;
import jakarta.inject.Singleton;
import java.util.Map;

/** The duals in force; {@link Dual#NONE} for a line item that has none. */
@Singleton
public class Duals {

    private volatile Map<LineItemId, Dual> byLineItem = Map.of();

    public Dual of(LineItemId lineItem) {
        return byLineItem.getOrDefault(lineItem, Dual.NONE);
    }

    /** Sets all duals from the next decision on. */
    public void replace(Map<LineItemId, Dual> duals) {
        byLineItem = Map.copyOf(duals);
    }

    /** How many line items have one. */
    int size() {
        return byLineItem.size();
    }
}
