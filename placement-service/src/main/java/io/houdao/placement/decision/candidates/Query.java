package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.TouchpointId;
import java.util.Set;

/**
 * What a line item must accept to be considered.
 *
 * @param deals the only line items that may run; empty means all that are not for deals only
 */
record Query(TouchpointId touchpoint, SlotClass slotClass, Scene scene, Set<LineItemId> deals) {

    /** The definition of a match, one line item at a time; a variant is asked for separately. */
    boolean accepts(LineItem lineItem) {
        var mayRun = deals.isEmpty() ? !lineItem.live().dealOnly() : deals.contains(lineItem.id());
        return mayRun && lineItem.runsIn(scene) && lineItem.runsOn(touchpoint);
    }
}
