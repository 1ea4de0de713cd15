package io.houdao.campaign.lineitem;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.creative.Creative;
import io.houdao.campaign.creative.CreativeContent;
import io.houdao.campaign.history.Change;
import io.houdao.campaign.history.What;
import io.houdao.campaign.lineitem.LineItem.Changed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one request does to the line items of one campaign: collected while it is worked out, carried out at once. */
final class Edit {

    private final Campaign campaign;
    private final List<Change> changes = new ArrayList<>();
    private final Map<UUID, Status> leftByItem = new LinkedHashMap<>();
    private final List<LineItem> repriced = new ArrayList<>();
    private final Set<UUID> added = new HashSet<>();

    Edit(Campaign campaign) {
        this.campaign = campaign;
    }

    LineItem add(UUID id, LineItemTerms terms) {
        var item = new LineItem(id, campaign.id(), campaign.nextPosition(), terms);
        added.add(id);
        happened(What.LINE_ITEM_CREATED, item, terms);
        return item;
    }

    LineItem addSuccessor(LineItem item, UUID id) {
        var successor = item.successor(id, campaign.nextPosition());
        added.add(id);
        happened(What.LINE_ITEM_CREATED, successor, successor.terms());
        return successor;
    }

    void change(LineItem item, LineItemTerms terms) {
        var before = item.status();
        var changed = item.change(terms);
        if (changed != Changed.NOT_AT_ALL) {
            happened(What.LINE_ITEM_CHANGED, item, terms);
        }
        if (changed == Changed.IN_PRICE) {
            repriced.add(item);
        }
        left(item, before);
    }

    /** Something around it changed that people see. */
    void changeContent(LineItem item) {
        var before = item.status();
        item.changeContent();
        left(item, before);
    }

    Creative addCreative(LineItem item, UUID id, int position, CreativeContent content) {
        var creative = new Creative(id, item.id(), position, content);
        touched(What.CREATIVE_CREATED, item, creative);
        return creative;
    }

    void changeCreative(LineItem item, Creative creative, CreativeContent content) {
        if (creative.change(content)) {
            touched(What.CREATIVE_CHANGED, item, creative);
        }
    }

    void removeCreative(LineItem item, Creative creative) {
        touched(What.CREATIVE_REMOVED, item, creative);
    }

    private void touched(What what, LineItem item, Creative creative) {
        if (!added.contains(item.id())) {
            changeContent(item);
        }
        happened(what, item, new CreativeState(creative.id(), creative.content()));
    }

    private void left(LineItem item, Status before) {
        if (before != Status.DRAFT && item.status() == Status.DRAFT) {
            leftByItem.put(item.id(), before);
            happened(What.RETURNED_TO_DRAFT, item, null);
        }
    }

    private void happened(What what, LineItem item, @Nullable Object detail) {
        changes.add(new Change(what, campaign.advertiserId(), campaign.id(), item.id(), detail));
    }

    Campaign campaign() {
        return campaign;
    }

    List<Change> changes() {
        return changes;
    }

    /** Those that went back to draft, whose money goes back too. */
    List<UUID> returnedToDraft() {
        return List.copyOf(leftByItem.keySet());
    }

    /** Those of them that were on the air. */
    List<UUID> takenOff() {
        return leftByItem.entrySet().stream()
                .filter(left -> left.getValue() == Status.LIVE)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those whose price changed while what was approved stayed as it is. */
    List<LineItem> repriced() {
        return repriced.stream()
                .filter(item -> !leftByItem.containsKey(item.id()))
                .toList();
    }

    private record CreativeState(UUID creativeId, CreativeContent content) {}
}
