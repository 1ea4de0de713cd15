package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Json;
import io.houdao.contracts.campaign.LiveLineItem;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/** Line items that no campaign-service has to confirm. */
@NullUnmarked
public final class OnAir {

    private OnAir() {}

    /** Puts them among those that are live, as they would be read from their topic. */
    public static void put(Stream<LiveLineItem> all, LineItems live) {
        all.map(lineItem -> Json.read(Json.write(lineItem), LiveLineItem.class))
                .forEach(lineItem -> live.put(LineItem.of(lineItem)));
        live.publish();
    }
}
