package io.houdao.campaign.review;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.advertiser.Advertiser;
import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.budget.Balance;
import io.houdao.campaign.budget.Budgets;
import io.houdao.campaign.creative.Creative;
import io.houdao.campaign.creative.Creatives;
import io.houdao.campaign.lineitem.AudienceTexts;
import io.houdao.campaign.lineitem.LineItem;
import io.houdao.campaign.profile.Audiences;
import io.houdao.campaign.profile.Audiences.Size;
import io.houdao.campaign.profile.TagCatalogue;
import io.houdao.campaign.review.bottomline.Known;
import io.houdao.campaign.review.bottomline.Submission;
import io.houdao.campaign.slot.Slot;
import io.houdao.campaign.slot.Slots;
import io.houdao.campaign.stopship.StopShips;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects what the bottom line needs to know of a submission. */
@ApplicationScoped
class Submissions {

    private final Advertisers advertisers;
    private final Creatives creatives;
    private final Budgets budgets;
    private final StopShips stopShips;
    private final TagCatalogue catalogue;
    private final Slots slots;
    private final Audiences audiences;
    private final Clock clock;

    Submissions(
            Advertisers advertisers,
            Creatives creatives,
            Budgets budgets,
            StopShips stopShips,
            TagCatalogue catalogue,
            Slots slots,
            Audiences audiences,
            Clock clock) {
        this.advertisers = advertisers;
        this.creatives = creatives;
        this.budgets = budgets;
        this.stopShips = stopShips;
        this.catalogue = catalogue;
        this.slots = slots;
        this.audiences = audiences;
        this.clock = clock;
    }

    Submission of(Campaign campaign, List<LineItem> drafts) {
        var advertiser = advertisers.findById(campaign.advertiserId());
        return of(advertiser, campaign.category(), items(campaign, drafts), stopShips.unclosed(campaign.id()));
    }

    /** What runs or is about to, as far as it matters in which slots; nothing else is looked up. */
    Submission of(Campaign campaign, List<LineItem> running, List<Slot> slots) {
        var known = new Known(true, List.of(), null, slots, Set.of(), Set.of());
        return new Submission(campaign.category(), List.of(), 0, items(campaign, running), clock.instant(), known);
    }

    private List<Submission.Item> items(Campaign campaign, List<LineItem> items) {
        var creativesByItem = creatives.byLineItemOf(campaign.id());
        var balances = budgets.balances(items.stream().map(LineItem::id).toList());
        return items.stream()
                .map(item -> item(item, balances.get(item.id()), creativesByItem.getOrDefault(item.id(), List.of())))
                .toList();
    }

    /** The same of what is not kept, or not yet. */
    Submission of(Advertiser advertiser, String category, List<Submission.Item> items, List<String> unclosedIssues) {
        var idsBySize = judged(items);
        return new Submission(
                category,
                advertiser.domains(),
                budgets.account(advertiser.id()).availableMicros(),
                items,
                clock.instant(),
                new Known(
                        advertiser.isVerified(),
                        unclosedIssues,
                        catalogue.vocabulary(),
                        slots.all(),
                        idsBySize.getOrDefault(Size.TOO_FEW, Set.of()),
                        idsBySize.getOrDefault(Size.UNKNOWN, Set.of())));
    }

    /**
     * The line items with an audience. Each audience is judged once, however many line items have it; after one that
     * cannot be, nobody is kept waiting for the others.
     */
    private Map<Size, Set<UUID>> judged(List<Submission.Item> items) {
        var sizes = new HashMap<AudienceTexts, Size>();
        var idsBySize = new EnumMap<Size, Set<UUID>>(Size.class);
        for (var item : items) {
            var audience = item.terms().audience();
            if (audience != null) {
                var size = sizes.computeIfAbsent(
                        audience,
                        unjudged -> idsBySize.containsKey(Size.UNKNOWN) ? Size.UNKNOWN : audiences.judge(unjudged));
                idsBySize.computeIfAbsent(size, first -> new HashSet<>()).add(item.lineItemId());
            }
        }
        return idsBySize;
    }

    private static Submission.Item item(LineItem item, @Nullable Balance balance, List<Creative> creatives) {
        var held = balance == null ? 0 : balance.heldMicros();
        return new Submission.Item(
                item.position(),
                item.id(),
                item.terms(),
                item.terms().costMicros() - held,
                creatives.stream().map(Creative::content).toList());
    }
}
