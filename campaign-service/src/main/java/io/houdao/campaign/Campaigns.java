package io.houdao.campaign;

import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.listing.Listing;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All campaigns, and which of them a caller may know of. */
@ApplicationScoped
public class Campaigns implements PanacheRepositoryBase<Campaign, UUID> {

    private final Advertisers advertisers;
    private final Caller caller;

    Campaigns(Advertisers advertisers, Caller caller) {
        this.advertisers = advertisers;
        this.caller = caller;
    }

    /** The campaign, if it is the caller's own or the caller an operator; or else a 404. */
    public Campaign visible(UUID id) {
        return ifVisible(id).orElseThrow(() -> Problems.notFound("campaign", id));
    }

    /** The same; empty in place of the 404. */
    public Optional<Campaign> ifVisible(UUID id) {
        return findByIdOptional(id).filter(this::isVisible);
    }

    /** The same, locked; a 409 where it is archived: changes of one campaign and of anything in it follow one another. */
    public Campaign visibleLocked(UUID id) {
        return ifVisibleLocked(id).orElseThrow(() -> Problems.notFound("campaign", id));
    }

    /** The same; empty in place of the 404. */
    public Optional<Campaign> ifVisibleLocked(UUID id) {
        var found = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(this::isVisible);
        if (found.filter(campaign -> campaign.archivedAt() != null).isPresent()) {
            throw Problems.conflict("The campaign is archived and does not change; unarchive it first.");
        }
        return found;
    }

    /** The campaign, locked, for whoever may act on all campaigns. */
    public Campaign locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problems.notFound("campaign", id));
    }

    private boolean isVisible(Campaign campaign) {
        return caller.has(Roles.OPERATOR) || advertisers.speaksFor(campaign.advertiserId());
    }

    /** All campaigns that the caller may know of and the filter lets through. */
    Page<Campaign> visible(CampaignFilter filter, @Nullable Cursor after, int limit) {
        var own = caller.has(Roles.OPERATOR) ? null : advertisers.own().id();
        return new Listing<>(this, "archivedAt is " + (filter.archived() ? "not null" : "null"))
                .where("advertiserId = :own", "own", own)
                .where("locate(lower(:name), lower(name)) > 0", "name", filter.name())
                .where("category = :category", "category", filter.category())
                .where(
                        "id in (select item.campaignId from LineItem item where item.status = :status)",
                        "status",
                        filter.statusOfItems())
                .page(
                        filter.order(),
                        new Listing.Unique<>("id", Campaign::id),
                        after == null ? null : last(after.as(UUID::fromString)),
                        limit);
    }

    private Campaign last(UUID id) {
        return findByIdOptional(id)
                .filter(this::isVisible)
                .orElseThrow(() -> Problems.invalid("cursor", "is of a list that you may not see"));
    }
}
