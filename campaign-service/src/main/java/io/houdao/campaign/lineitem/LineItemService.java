package io.houdao.campaign.lineitem;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.Campaigns;
import io.houdao.campaign.ExpectedVersion;
import io.houdao.campaign.creative.Creative;
import io.houdao.campaign.creative.Creatives;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes line items: what advertisers state, never whether it runs. */
@ApplicationScoped
public class LineItemService {

    private final Campaigns campaigns;
    private final LineItems lineItems;
    private final Creatives creatives;
    private final CreativeEdits creativeEdits;
    private final Edits edits;

    LineItemService(
            Campaigns campaigns, LineItems lineItems, Creatives creatives, CreativeEdits creativeEdits, Edits edits) {
        this.campaigns = campaigns;
        this.lineItems = lineItems;
        this.creatives = creatives;
        this.creativeEdits = creativeEdits;
        this.edits = edits;
    }

    /** Adds line items to a campaign that this transaction made or locked. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<LineItem> create(Campaign campaign, List<LineItemBody> bodies) {
        var ids = new HashSet<UUID>();
        for (var i = 0; i < bodies.size(); i++) {
            var id = bodies.get(i).lineItemId();
            if (id != null && (!ids.add(id) || lineItems.findByIdOptional(id).isPresent())) {
                throw Problems.conflict("lineItemId " + id + " is taken; leave it out to get a new one.");
            }
        }
        var edit = new Edit(campaign);
        var added = bodies.stream().map(body -> add(edit, body)).toList();
        edits.carryOut(edit);
        return added;
    }

    /** Drafts every line item of a campaign that is not over in another one that this transaction made. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void copy(Campaign from, Campaign to) {
        var edit = new Edit(to);
        var creativesByItem = creatives.byLineItemOf(from.id());
        for (var item : lineItems.of(from.id())) {
            if (item.status() != Status.STOPPED) {
                var copy = edit.add(UUID.randomUUID(), item.terms());
                lineItems.persist(copy);
                creativesByItem
                        .getOrDefault(item.id(), List.of())
                        .forEach(creative -> creatives.persist(
                                edit.addCreative(copy, UUID.randomUUID(), creative.position(), creative.content())));
            }
        }
        edits.carryOut(edit);
    }

    /** What people are told of a campaign was changed: none of its line items is approved any more. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void returnToDraft(Campaign campaign) {
        var edit = new Edit(campaign);
        lineItems.of(campaign.id()).stream()
                .filter(item -> !item.status().isFinal())
                .forEach(edit::changeContent);
        edits.carryOut(edit);
    }

    /** Whether any line item of a campaign runs or waits for a verdict. */
    public boolean isBusy(UUID campaignId) {
        return lineItems.of(campaignId).stream()
                .anyMatch(
                        item -> item.status() != Status.DRAFT && !item.status().isFinal());
    }

    private LineItem add(Edit edit, LineItemBody body) {
        return add(edit, Objects.requireNonNullElseGet(body.lineItemId(), UUID::randomUUID), body);
    }

    private LineItem add(Edit edit, UUID id, LineItemBody body) {
        var item = edit.add(id, body.terms());
        lineItems.persist(item);
        creativeEdits.replace(edit, item, List.of(), body.creatives());
        return item;
    }

    @Transactional
    LineItemView create(UUID campaignId, LineItemBody body) {
        return view(create(campaigns.visibleLocked(campaignId), List.of(body)).get(0));
    }

    /** Creates each, or changes it where its id is known already; an equal one stays as it is. */
    @Transactional
    void upsert(UUID campaignId, List<LineItemBody> bodies) {
        var campaign = campaigns.visibleLocked(campaignId);
        var ids = bodies.stream().map(body -> id(campaignId, body)).toList();
        if (ids.size() > Set.copyOf(ids).size()) {
            throw Problems.invalid("lineItemId", "stands more than once in a batch");
        }
        var known = lineItems.withIds(ids).stream().collect(toMap(LineItem::id, identity()));
        var knownCreatives = creatives.byLineItem(known.keySet());
        var edit = new Edit(campaign);
        for (var i = 0; i < bodies.size(); i++) {
            var item = known.get(ids.get(i));
            if (item == null) {
                known.put(ids.get(i), add(edit, ids.get(i), bodies.get(i)));
            } else {
                requireIn(campaign, item);
                edit.change(item, bodies.get(i).terms());
                creativeEdits.replace(
                        edit,
                        item,
                        knownCreatives.getOrDefault(item.id(), List.of()),
                        bodies.get(i).creatives());
            }
        }
        edits.carryOut(edit);
    }

    private static UUID id(UUID campaignId, LineItemBody body) {
        return body.lineItemId() == null ? ContentId.of(campaignId, body) : body.lineItemId();
    }

    private static void requireIn(Campaign campaign, LineItem item) {
        if (!item.campaignId().equals(campaign.id())) {
            throw Problems.invalid("lineItemId", "is taken; leave it out to get one");
        }
    }

    /** Replaces the terms, and the creatives where they are sent along. */
    @Transactional
    LineItemView change(UUID id, ExpectedVersion expected, LineItemBody body) {
        var edit = edit(id);
        var item = lineItems.findById(id);
        expected.check(item.version());
        if (body.lineItemId() != null && !body.lineItemId().equals(id)) {
            throw Problems.invalid("lineItemId", "must be that of the address, or be left out");
        }
        edit.change(item, body.terms());
        if (body.creatives() != null) {
            creativeEdits.replace(
                    edit, item, creatives.byLineItem(List.of(id)).getOrDefault(id, List.of()), body.creatives());
        }
        edits.carryOut(edit);
        return view(item);
    }

    /** An edit of the campaign that a line item belongs to, locked; a 404 where the caller may not know of it. */
    Edit edit(UUID lineItemId) {
        return new Edit(campaign(lineItemId));
    }

    /** The campaign of a line item, locked. */
    Campaign campaign(UUID lineItemId) {
        return campaigns
                .ifVisibleLocked(lineItems.campaignOf(lineItemId))
                .orElseThrow(() -> Problems.notFound("line item", lineItemId));
    }

    LineItemView find(UUID id) {
        return campaigns
                .ifVisible(lineItems.campaignOf(id))
                .map(campaign -> view(lineItems.findById(id)))
                .orElseThrow(() -> Problems.notFound("line item", id));
    }

    LineItemView view(LineItem item) {
        return LineItemView.of(item, creatives.byLineItem(List.of(item.id())).getOrDefault(item.id(), List.of()));
    }

    /** The first line items of a campaign with their creatives, as they were added; the caller may know of the campaign. */
    public Page<LineItemView> first(UUID campaignId, int limit) {
        return page(campaignId, LineItemFilter.NONE, null, limit);
    }

    /** A page of a campaign's line items with their creatives; the caller may know of the campaign. */
    Page<LineItemView> page(UUID campaignId, LineItemFilter filter, @Nullable Cursor after, int limit) {
        var page = lineItems.page(campaignId, filter, after, limit);
        Map<UUID, List<Creative>> creativesByItem =
                creatives.byLineItem(page.items().stream().map(LineItem::id).toList());
        return page.map(item -> LineItemView.of(item, creativesByItem.getOrDefault(item.id(), List.of())));
    }
}
