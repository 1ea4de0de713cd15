package io.houdao.placement.decision.candidates;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.campaign.LiveCreative;
import io.houdao.placement.decision.scene.Opening;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what could run in a slot, before anything is known of who would see it. */
@Singleton
public class Candidates {

    private final LineItems lineItems;
    private final Responses responses;

    Candidates(LineItems lineItems, Responses responses) {
        this.lineItems = lineItems;
        this.responses = responses;
    }

    /**
     * The candidates for an opening.
     *
     * @param deals the only line items that may fill it; empty means any that is not for deals only
     */
    public Found forOpening(Opening opening, Set<LineItemId> deals) {
        var slot = opening.slot();
        var match = lineItems.index().match(new Query(slot.touchpointId(), slot.slotClass(), opening.scene(), deals));
        var found = new Found(new ArrayList<>(match.matching().size()), match.withoutVariant());
        match.matching().forEach(lineItem -> add(lineItem, opening, found));
        return found;
    }

    private void add(LineItem lineItem, Opening opening, Found found) {
        var slot = opening.slot();
        var any = false;
        for (var creative : lineItem.creatives()) {
            var variant = creative.variant(
                    slot.slotClass(), opening.scene(), slot.assetSchema().required());
            if (variant != null) {
                any = true;
                found.candidates().add(candidate(lineItem, creative, variant, opening));
            }
        }
        if (!any) {
            found.withoutVariant().add(lineItem);
        }
    }

    private Candidate candidate(
            LineItem lineItem, LineItem.Creative creative, LiveCreative.Variant variant, Opening opening) {
        var response = responses.of(creative.live().creativeId(), opening.scene());
        return new Candidate(
                lineItem,
                creative.live(),
                creative.fingerprint(),
                variant,
                response,
                responses.valueMicros(lineItem, response),
                responses.harmMicros(response) + opening.slot().intrusivenessMicros());
    }

    /**
     * What could run, and what would if it had been made for this class of slot in this scene, with the assets that the
     * slot needs.
     */
    public record Found(List<Candidate> candidates, List<LineItem> withoutVariant) {}
}
