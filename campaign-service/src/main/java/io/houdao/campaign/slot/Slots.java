package io.houdao.campaign.slot;

import static java.util.stream.Collectors.toMap;

import io.houdao.campaign.neighbour.LastKnown;
import io.houdao.kit.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** placement-service's slots, as last read. */
@ApplicationScoped
public class Slots {

    private final LastKnown<List<Slot>> slots;

    Slots(
            @RestClient Placement placement,
            Clock clock,
            @ConfigProperty(name = "houdao.catalogue.fresh") Duration fresh) {
        this.slots = new LastKnown<>("the list of slots", () -> read(placement), clock, fresh);
    }

    /** All slots, open or not; null where that was never known. */
    public @Nullable List<Slot> all() {
        return slots.get();
    }

    /** The same as they are this moment, unless placement-service is away. */
    public @Nullable List<Slot> anew() {
        return slots.anew();
    }

    /* The slots first: a touchpoint stays as long as it has slots. */
    private static List<Slot> read(Placement placement) {
        var placed = all(cursor -> placement.slots(Page.MAX_LIMIT, cursor));
        var kinds = all(cursor -> placement.touchpoints(Page.MAX_LIMIT, cursor)).stream()
                .collect(toMap(Placement.Touchpoint::touchpointId, Placement.Touchpoint::deviceKind));
        return placed.stream()
                .map(slot -> new Slot(
                        slot.slotId(),
                        slot.touchpointId(),
                        Objects.requireNonNull(kinds.get(slot.touchpointId())),
                        slot.slotClass(),
                        slot.scenes(),
                        slot.closing().maxLengthMs()))
                .toList();
    }

    private static <T> List<T> all(Function<@Nullable String, Page<T>> pages) {
        var all = new ArrayList<T>();
        var page = pages.apply(null);
        all.addAll(page.items());
        while (page.next() != null) {
            page = pages.apply(page.next());
            all.addAll(page.items());
        }
        return all;
    }
}
