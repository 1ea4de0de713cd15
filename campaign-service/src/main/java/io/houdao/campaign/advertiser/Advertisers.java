package io.houdao.campaign.advertiser;

import io.houdao.campaign.listing.Listing;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All advertisers, and which of them a caller speaks for. */
@ApplicationScoped
public class Advertisers implements PanacheRepositoryBase<Advertiser, UUID> {

    /** The claim that says which advertiser a caller is a member of. */
    static final String CLAIM = "advertiser";

    private final Caller caller;

    Advertisers(Caller caller) {
        this.caller = caller;
    }

    /** The advertiser that the caller is a member of, whatever the caller's role; a reviewer may be one too. */
    public Optional<UUID> employer() {
        return caller.idClaim(CLAIM);
    }

    /** Whether the caller may act for this advertiser. */
    public boolean speaksFor(UUID advertiserId) {
        return caller.has(Roles.ADVERTISER)
                && employer().filter(advertiserId::equals).isPresent();
    }

    /** The advertiser that the caller acts for; a token that names none we know is a 403. */
    public Advertiser own() {
        return employer()
                .flatMap(this::findByIdOptional)
                .orElseThrow(
                        () -> Problems.forbidden(
                                "Your token must carry the claim \"advertiser\" with the id of an advertiser that is known here."));
    }

    /** The advertiser that the caller may know of, or else a 404. */
    Advertiser visible(UUID id) {
        return findByIdOptional(id)
                .filter(advertiser -> caller.has(Roles.OPERATOR) || speaksFor(id))
                .orElseThrow(() -> Problems.notFound("advertiser", id));
    }

    /** All advertisers that the caller may know of and the filter lets through. */
    Page<Advertiser> visible(AdvertiserFilter filter, @Nullable Cursor after, int limit) {
        var own = caller.has(Roles.OPERATOR) ? null : employer().orElse(new UUID(0, 0));
        return new Listing<>(this)
                .where("id = :own", "own", own)
                .where("locate(lower(:name), lower(name)) > 0", "name", filter.name())
                .where("currency = :currency", "currency", filter.currency())
                .where(
                        "(case when verifiedAt is null then false else true end) = :verified",
                        "verified",
                        filter.verified())
                .page(
                        filter.order(),
                        new Listing.Unique<>("id", Advertiser::id),
                        after == null ? null : last(after.as(UUID::fromString)),
                        limit);
    }

    private Advertiser last(UUID id) {
        return findByIdOptional(id)
                .filter(advertiser -> caller.has(Roles.OPERATOR) || speaksFor(id))
                .orElseThrow(() -> Problems.invalid(List.of(
                        new Problems.Violation("cursor", "query", "is of another list; begin anew without it"))));
    }
}
