package io.houdao.campaign.lineitem;

import io.houdao.campaign.Campaigns;
import io.houdao.campaign.lineitem.LineItemImport.State;
import io.houdao.campaign.listing.Listing;
import io.houdao.campaign.listing.Sort;
import io.houdao.kit.ndjson.NdjsonImport;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Imports of line items. How far one is stands in the database after each batch, so that others can watch it. */
@ApplicationScoped
class Imports implements PanacheRepositoryBase<LineItemImport, UUID> {

    private static final Sort<LineItemImport> NEWEST_FIRST =
            new Sort<>(new Sort.Key<>("startedAt", LineItemImport::startedAt), true);

    private final NdjsonImport lines;
    private final LineItemService service;
    private final Campaigns campaigns;
    private final Caller caller;
    private final Clock clock;

    Imports(NdjsonImport lines, LineItemService service, Campaigns campaigns, Caller caller, Clock clock) {
        this.lines = lines;
        this.service = service;
        this.campaigns = campaigns;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Imports all of {@code body}, each batch in a transaction of its own.
     *
     * @param importId under which it can be watched; absent means that nobody chose one
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where the caller may not know of the campaign, 409 where there
     *     was an import with this id
     */
    LineItemImportView run(UUID campaignId, @Nullable UUID importId, InputStream body) {
        var id = Objects.requireNonNullElseGet(importId, UUID::randomUUID);
        begin(id, campaignId);
        var over = State.INTERRUPTED;
        try {
            var report = lines.read(
                    body,
                    LineItemBody.class,
                    batch -> service.upsert(campaignId, batch),
                    progress -> note(id, each -> each.advance(progress, clock.instant())));
            note(id, each -> each.advance(report, clock.instant()));
            over = State.DONE;
        } finally {
            end(id, over);
        }
        return find(campaignId, id);
    }

    private void begin(UUID id, UUID campaignId) {
        QuarkusTransaction.requiringNew().run(() -> {
            var campaign = campaigns.visibleLocked(campaignId);
            if (findByIdOptional(id).isPresent()) {
                throw Problems.conflict("importId " + id + " is taken; each import has one of its own.");
            }
            persist(new LineItemImport(id, campaign.id(), caller.name(), clock.instant()));
        });
    }

    private void end(UUID id, State how) {
        note(id, each -> each.end(how, clock.instant()));
    }

    private void note(UUID id, Consumer<LineItemImport> what) {
        QuarkusTransaction.requiringNew().run(() -> what.accept(findById(id)));
    }

    /** One import of a campaign that the caller may know of, or else a 404. */
    LineItemImportView find(UUID campaignId, UUID id) {
        return view(known(campaigns.visible(campaignId).id(), id));
    }

    private LineItemImport known(UUID campaignId, UUID id) {
        return find("id = ?1 and campaignId = ?2", id, campaignId)
                .firstResultOptional()
                .orElseThrow(() -> Problems.notFound("import", id));
    }

    /** The imports of a campaign that the caller may know of, newest first. */
    Page<LineItemImportView> of(UUID campaignId, @Nullable Cursor after, int limit) {
        var campaign = campaigns.visible(campaignId);
        var last = after == null ? null : known(campaign.id(), after.as(UUID::fromString));
        return new Listing<>(this)
                .where("campaignId = :campaign", "campaign", campaign.id())
                .page(NEWEST_FIRST, new Listing.Unique<>("id", LineItemImport::id), last, limit)
                .map(this::view);
    }

    private LineItemImportView view(LineItemImport each) {
        return LineItemImportView.of(each, clock.instant());
    }
}
