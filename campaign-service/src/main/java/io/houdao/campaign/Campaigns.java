package io.houdao.campaign;

import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
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

    /** The same, locked: changes of one campaign and of anything in it follow one another. */
    public Campaign visibleLocked(UUID id) {
        return ifVisibleLocked(id).orElseThrow(() -> Problems.notFound("campaign", id));
    }

    /** The same; empty in place of the 404. */
    public Optional<Campaign> ifVisibleLocked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(this::isVisible);
    }

    /** The campaign, locked, for whoever may act on all campaigns. */
    public Campaign locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problems.notFound("campaign", id));
    }

    private boolean isVisible(Campaign campaign) {
        return caller.has(Roles.OPERATOR) || advertisers.speaksFor(campaign.advertiserId());
    }

    /** All campaigns that the caller may know of, newest first. */
    Page<Campaign> visible(@Nullable Cursor after, int limit) {
        var query = new StringBuilder("1 = 1");
        var parameters = new Parameters();
        if (!caller.has(Roles.OPERATOR)) {
            query.append(" and advertiserId = :own");
            parameters.and("own", advertisers.own().id());
        }
        if (after != null) {
            var last = last(after.as(UUID::fromString));
            query.append(" and (createdAt < :at or (createdAt = :at and id > :id))");
            parameters.and("at", last.createdAt()).and("id", last.id());
        }
        var found = find(query + " order by createdAt desc, id", parameters);
        return Page.of(
                found.page(0, limit + 1).list(),
                limit,
                campaign -> campaign.id().toString());
    }

    private Campaign last(UUID id) {
        return findByIdOptional(id)
                .filter(this::isVisible)
                .orElseThrow(() -> Problems.invalid("cursor", "is of a list that you may not see"));
    }
}
