package io.houdao.placement.decision.candidates;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Language;
import io.houdao.contracts.Region;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.placement.decision.viewer.Tags;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a line item must accept to be considered.
 *
 * @param deviceKind of the touchpoint
 * @param language in which is asked; absent where that is not known
 * @param region from which is asked; absent where that is not known
 * @param hour of the week, as in {@link WeekHours}
 * @param deals the only line items that may run; empty means all that are not for deals only
 * @param tags that may be used of the viewer
 */
record Query(
        TouchpointId touchpoint,
        DeviceKind deviceKind,
        @Nullable Language language,
        SlotClass slotClass,
        Scene scene,
        @Nullable Region region,
        int hour,
        Set<LineItemId> deals,
        Tags tags) {

    /** The definition of a match, one line item at a time; a variant, the hour and the audience are asked for separately. */
    boolean accepts(LineItem lineItem) {
        var mayRun = deals.isEmpty() ? !lineItem.live().dealOnly() : deals.contains(lineItem.id());
        return mayRun
                && lineItem.runsIn(scene)
                && lineItem.runsOn(touchpoint)
                && lineItem.runsOn(deviceKind)
                && lineItem.speaks(language)
                && lineItem.runsIn(region);
    }

    boolean hasVariantIn(LineItem lineItem) {
        return lineItem.hasVariant(slotClass, scene);
    }

    /** Whether it may run in this hour; in which minutes, and on which days of the year, is not asked here. */
    boolean isInHoursOf(LineItem lineItem) {
        return lineItem.mayRunIn(hour);
    }

    /** Whether the viewer's tags prove that they are among those whom the line item is for. */
    boolean isInAudienceOf(LineItem lineItem) {
        var audience = lineItem.live().audience();
        return audience == null || tags.prove(audience);
    }
}
