package io.houdao.campaign.lineitem;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.houdao.campaign.listing.Listing;
import io.houdao.contracts.SlotClass;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All line items. */
@ApplicationScoped
public class LineItems implements PanacheRepositoryBase<LineItem, UUID> {

    /** Every line item of a campaign, in the order in which they were added. */
    public List<LineItem> of(UUID campaignId) {
        return list("campaignId = ?1 order by position", campaignId);
    }

    /** Those of a submission that still wait for its verdict, in the same order. */
    public List<LineItem> awaiting(UUID reviewId) {
        return list("reviewId = ?1 and status = ?2 order by position", reviewId, Status.IN_REVIEW);
    }

    /** How many line items each of some campaigns has where on their way; a campaign without any is absent. */
    public Map<UUID, Map<Status, Long>> numbersByStatus(Collection<UUID> campaignIds) {
        return find(
                        "select campaignId, status, count(*) from LineItem where campaignId in ?1 group by campaignId, status",
                        campaignIds)
                .project(Object[].class)
                .stream()
                .collect(groupingBy(
                        row -> (UUID) row[0],
                        toMap(
                                row -> (Status) row[1],
                                row -> (Long) row[2],
                                Long::sum,
                                () -> new EnumMap<>(Status.class))));
    }

    List<LineItem> withIds(Collection<UUID> ids) {
        return list("id in ?1", ids);
    }

    /** Those of a campaign that the filter lets through. */
    Page<LineItem> page(UUID campaignId, LineItemFilter filter, @Nullable Cursor after, int limit) {
        return new Listing<>(this)
                .where("campaignId = :campaign", "campaign", campaignId)
                .where("locate(lower(:name), lower(name)) > 0", "name", filter.name())
                .where("delivery = :delivery", "delivery", filter.deliveryName())
                .where("status = :status", "status", filter.parsedStatus())
                .page(
                        filter.order(),
                        new Listing.Unique<>("position", LineItem::position),
                        after == null ? null : at(campaignId, after.as(Integer::valueOf)),
                        limit);
    }

    private LineItem at(UUID campaignId, int position) {
        return find("campaignId = ?1 and position = ?2", campaignId, position)
                .firstResultOptional()
                .orElseThrow(() -> Problems.invalid(List.of(
                        new Problems.Violation("cursor", "query", "is of another list; begin anew without it"))));
    }

    /** The campaign that a line item belongs to; where there is no such line item, a 404. */
    UUID campaignOf(UUID id) {
        return find("select campaignId from LineItem where id = ?1", id)
                .project(UUID.class)
                .firstResultOptional()
                .orElseThrow(() -> Problems.notFound("line item", id));
    }

    /** Campaigns with line items that run on an approval that expired by {@code now}. */
    public List<UUID> campaignsExpired(Instant now) {
        return find(
                        "select distinct item.campaignId from LineItem item, Review r where r.id = item.reviewId"
                                + " and r.validUntil <= ?1 and item.status in (?2, ?3)",
                        now,
                        Status.LIVE,
                        Status.PAUSED)
                .project(UUID.class)
                .list();
    }

    /** Those of a campaign. */
    public List<LineItem> expired(UUID campaignId, Instant now) {
        return find(
                        "select item from LineItem item, Review r where r.id = item.reviewId and item.campaignId = ?1"
                                + " and r.validUntil <= ?2 and item.status in (?3, ?4) order by item.position",
                        campaignId,
                        now,
                        Status.LIVE,
                        Status.PAUSED)
                .list();
    }

    /** Campaigns of which something runs, or is about to, that lasts longer in slots of a class than this, in milliseconds. */
    public List<UUID> campaignsLasting(Map<SlotClass, Integer> msByClass) {
        var classes = List.copyOf(msByClass.keySet());
        return getEntityManager()
                .createNativeQuery("""
                        select distinct i.campaign_id from line_item i
                        join creative c on c.line_item_id = i.id
                        cross join jsonb_array_elements(c.content -> 'variants') v
                        join unnest(cast(:classes as text[]), cast(:ms as int[])) s (class, ms)
                          on s.class = v ->> 'slotClass' and s.ms < cast(v ->> 'lengthMs' as bigint)
                        where i.status in ('IN_REVIEW', 'LIVE', 'PAUSED')""", UUID.class)
                .setParameter("classes", classes.stream().map(SlotClass::name).toArray(String[]::new))
                .setParameter("ms", classes.stream().map(msByClass::get).toArray(Integer[]::new))
                .getResultList();
    }

    /** Campaigns with line items whose flight is over at {@code now}. */
    List<UUID> campaignsOver(Instant now) {
        return find(
                        "select distinct campaignId from LineItem where endsAt <= ?1 and status in (?2, ?3)",
                        now,
                        Status.LIVE,
                        Status.PAUSED)
                .project(UUID.class)
                .list();
    }

    List<LineItem> over(UUID campaignId, Instant now) {
        return list(
                "campaignId = ?1 and endsAt <= ?2 and status in (?3, ?4) order by position",
                campaignId,
                now,
                Status.LIVE,
                Status.PAUSED);
    }
}
