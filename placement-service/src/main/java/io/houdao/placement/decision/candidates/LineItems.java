package io.houdao.placement.decision.candidates;

import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.control.RatesChanged;
import io.houdao.placement.exposure.LongCaps;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live line items and their index. Changes are gathered, and published together as a new index. Where there are many,
 * the bitmaps are made anew on a thread of its own; meanwhile changes go on being published.
 */
@Singleton
public class LineItems {

    /** With more changes than this beside the bitmaps, they are made anew. */
    static final int MOST_CHANGES = 256;

    private final Responses responses;
    private final LongCaps longCaps;
    private final Executor rebuilding;
    private final Map<LineItemId, LineItem> live = new ConcurrentHashMap<>();
    private final Map<CreativeId, Set<LineItemId>> byCreative = new HashMap<>();
    private final Set<LineItemId> withGoal = ConcurrentHashMap.newKeySet();
    private final Map<LineItemId, @Nullable LineItem> gathered = new HashMap<>();
    /** What was published since a rebuild began; null while there is none. */
    private @Nullable Map<LineItemId, @Nullable LineItem> sinceRebuild;

    /** What pacing takes off the values now, as a part of each; a rebuild reads them on its own thread. */
    private volatile Map<LineItemId, Double> discounts = Map.of();

    private volatile CandidateIndex index = CandidateIndex.EMPTY;

    @Inject
    LineItems(Responses responses, LongCaps longCaps) {
        this(responses, longCaps, LineItems::onThreadOfItsOwn);
    }

    LineItems(Responses responses, LongCaps longCaps, Executor rebuilding) {
        this.responses = responses;
        this.longCaps = longCaps;
        this.rebuilding = rebuilding;
    }

    private static void onThreadOfItsOwn(Runnable work) {
        var thread = new Thread(work, "candidate-index");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** Takes a line item, in place of what there was of it. */
    synchronized void put(LineItem lineItem) {
        remove(lineItem.id());
        longCaps.know(lineItem.live());
        lineItem.live()
                .creatives()
                .forEach(creative -> byCreative.merge(creative.creativeId(), Set.of(lineItem.id()), LineItems::union));
        set(lineItem);
    }

    private void set(LineItem lineItem) {
        var valued = valued(lineItem);
        live.put(valued.id(), valued);
        gathered.put(valued.id(), valued);
        if (valued.live().goal() != null) {
            withGoal.add(valued.id());
        }
    }

    private LineItem valued(LineItem lineItem) {
        return lineItem.valued(responses.ceilingMicros(lineItem), responses.leastValueMicros(lineItem));
    }

    /** Takes a line item off the air. */
    synchronized void remove(LineItemId id) {
        var gone = live.remove(id);
        if (gone != null) {
            gathered.put(id, null);
            withGoal.remove(id);
            gone.live()
                    .creatives()
                    .forEach(creative ->
                            byCreative.computeIfPresent(creative.creativeId(), (same, ids) -> without(ids, id)));
        }
    }

    private static Set<LineItemId> union(Set<LineItemId> some, Set<LineItemId> more) {
        return Stream.of(some, more).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Set<LineItemId> without(Set<LineItemId> ids, LineItemId id) {
        var rest = ids.stream().filter(other -> !other.equals(id)).toList();
        return rest.isEmpty() ? null : Set.copyOf(rest);
    }

    /* A line item that may now be worth more than its place in the index says must be looked at earlier. */
    synchronized void revalue(@Observes RatesChanged changed) {
        for (var creative : changed.creatives()) {
            for (var id : byCreative.getOrDefault(creative, Set.of())) {
                var lineItem = live.get(id);
                if (lineItem != null && valued(lineItem).canBeWorthMoreThan(lineItem)) {
                    set(lineItem);
                }
            }
        }
        publish();
    }

    /** From now on pacing takes off so much of each line item's value, μ/(1+μ); of those not mentioned, nothing. */
    public synchronized void pace(Map<LineItemId, Double> newDiscounts) {
        discounts = newDiscounts;
        index.pace(newDiscounts);
    }

    /** Lets decisions see what was gathered. */
    synchronized void publish() {
        if (gathered.isEmpty()) {
            return;
        }
        if (index.isEmpty() && sinceRebuild == null) {
            index = CandidateIndex.of(live.values(), discounts);
        } else {
            index = index.with(gathered);
            if (sinceRebuild != null) {
                sinceRebuild.putAll(gathered);
            } else if (index.changes() > MOST_CHANGES) {
                rebuild();
            }
        }
        gathered.clear();
    }

    private void rebuild() {
        live.replaceAll((id, lineItem) -> valued(lineItem));
        var all = new ArrayList<>(live.values());
        sinceRebuild = new HashMap<>();
        rebuilding.execute(() -> replaceBy(all));
    }

    private void replaceBy(Collection<LineItem> all) {
        try {
            var anew = CandidateIndex.of(all, discounts);
            finishRebuild(anew);
        } catch (RuntimeException e) {
            finishRebuild(null);
            throw e;
        }
    }

    private synchronized void finishRebuild(@Nullable CandidateIndex anew) {
        var since = sinceRebuild == null ? Map.<LineItemId, @Nullable LineItem>of() : sinceRebuild;
        sinceRebuild = null;
        if (anew != null) {
            anew.pace(discounts);
            index = anew.with(since);
        }
    }

    CandidateIndex index() {
        return index;
    }

    /** The {@code most} live line items that a showing of can be worth most, and those that changed lately; in no particular order. */
    public Stream<LineItem> worthMost(int most) {
        return index.worthMost(most);
    }

    /** Those live line items that have a goal to reach; a view that changes with them. */
    public Set<LineItemId> withGoal() {
        return Collections.unmodifiableSet(withGoal);
    }

    /** The line items of these ids that are live. */
    public List<LineItem> of(Collection<LineItemId> ids) {
        return ids.stream().flatMap(id -> Stream.ofNullable(live.get(id))).toList();
    }

    public int size() {
        return live.size();
    }
}
