package io.houdao.placement.decision.candidates;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.campaign.LiveLineItem;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The live line items and their index. Changes are gathered, and published together as a new index. */
@Singleton
public class LineItems {

    /** With more changes than this beside the bitmaps, they are made anew. */
    private static final int MOST_CHANGES = 256;

    private final Map<LineItemId, LineItem> live = new ConcurrentHashMap<>();
    private final Map<LineItemId, @Nullable LineItem> gathered = new HashMap<>();
    private volatile CandidateIndex index = CandidateIndex.EMPTY;

    /** Takes a line item, unless a newer version of it was taken before. */
    synchronized void put(LiveLineItem lineItem) {
        var present = live.get(lineItem.lineItemId());
        if (present == null || present.live().version() <= lineItem.version()) {
            var prepared = LineItem.of(lineItem);
            live.put(prepared.id(), prepared);
            gathered.put(prepared.id(), prepared);
        }
    }

    synchronized void remove(LineItemId id) {
        if (live.remove(id) != null) {
            gathered.put(id, null);
        }
    }

    /** Lets decisions see what was gathered. */
    synchronized void publish() {
        if (!gathered.isEmpty()) {
            var isMuch = index.changes() + gathered.size() > MOST_CHANGES;
            index = isMuch ? CandidateIndex.of(live.values()) : index.with(gathered);
            gathered.clear();
        }
    }

    CandidateIndex index() {
        return index;
    }

    /** Every live line item, in no particular order; a view that changes with them. */
    public Collection<LineItem> all() {
        return Collections.unmodifiableCollection(live.values());
    }

    /** The line items of these ids that are live. */
    public List<LineItem> of(Collection<LineItemId> ids) {
        return ids.stream().flatMap(id -> Stream.ofNullable(live.get(id))).toList();
    }

    public int size() {
        return live.size();
    }
}
