package io.houdao.benchmark.festival;

import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Audience;
import io.houdao.contracts.campaign.Bid;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.Daypart;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.campaign.LiveCreative;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.contracts.campaign.LiveLineItem.Delivery;
import io.houdao.contracts.campaign.TagExpression;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Line items of 2,000 advertisers. Each runs in half of the scenes; half of them on a third of the touchpoints, the others on all;
 * one in five is for some kinds of device, one in ten for some languages, one in ten for some regions, and one in ten runs from 8 to 22
 * only; they are made for three of the seven classes of slot. Seven in ten have an audience of one to three conditions over the tags of
 * {@link Tags}, one in ten of those with an "or" over two domains. They bid 5 to 60 for 1,000 showings, or as much by the click.
 */
public final class LineItemsForSale {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final int ADVERTISERS = 2_000;

    private final Random random;

    private LineItemsForSale(long seed) {
        this.random = new Random(seed);
    }

    public static Stream<LiveLineItem> of(int count, long seed) {
        var made = new LineItemsForSale(seed);
        return IntStream.range(0, count).mapToObj(number -> made.lineItem());
    }

    private LiveLineItem lineItem() {
        var advertiser = random.nextInt(ADVERTISERS);
        var scenes = some(Inventory.SCENES, .5);
        return new LiveLineItem(
                new LineItemId(id()),
                1,
                LONG_AGO,
                new CampaignId(id()),
                new AdvertiserId(new UUID(1, advertiser)),
                "Advertiser " + advertiser,
                null,
                "category-" + advertiser % 200,
                random.nextInt(3) == 0,
                Delivery.AUCTION,
                bid(),
                "CNY",
                1_000_000_000_000L,
                null,
                null,
                LONG_AGO,
                LONG_AGO.plus(Duration.ofDays(20 * 365)),
                "Asia/Shanghai",
                random.nextInt(10) == 0 ? List.of(new Daypart(Set.of(), 8, 22)) : List.of(),
                List.of(new FrequencyCap(Level.LINE_ITEM, Per.PERSON, 3, Duration.ofDays(1))),
                random.nextInt(10) < 7 ? audience() : null,
                scenes,
                random.nextBoolean() ? Set.of() : some(Inventory.TOUCHPOINTS, .34),
                random.nextInt(5) == 0 ? some(Inventory.KINDS, .67) : Set.of(),
                random.nextInt(10) == 0 ? some(Inventory.LANGUAGES, .67) : Set.of(),
                random.nextInt(10) == 0 ? some(Inventory.REGIONS, .5) : Set.of(),
                random.nextInt(50) == 0,
                null,
                List.of(creative(scenes)));
    }

    private Bid bid() {
        var perThousand = 5_000_000 + (long) (55_000_000 * random.nextDouble());
        return random.nextInt(4) == 0
                ? new Bid(PricingModel.CPC, perThousand / 10)
                : new Bid(PricingModel.CPM, perThousand);
    }

    private Audience audience() {
        var conditions = 1 + random.nextInt(3);
        var ofBasic = random.nextInt(conditions + 1);
        return new Audience(
                ofBasic == 0 ? null : all(Tags.BASIC, ofBasic),
                ofBasic == conditions ? null : all(Tags.AIOT, conditions - ofBasic));
    }

    private TagExpression all(List<String> domains, int conditions) {
        var parts = IntStream.range(0, conditions)
                .mapToObj(part -> condition(domains))
                .toList();
        return parts.size() == 1 ? parts.get(0) : new TagExpression.All(parts);
    }

    private TagExpression condition(List<String> domains) {
        var domain = domains.get(random.nextInt(domains.size()));
        return switch (random.nextInt(10)) {
            case 0 -> new TagExpression.Not(has(domain));
            case 1 -> new TagExpression.Any(List.of(has(domain), has(domains.get(random.nextInt(domains.size())))));
            default -> new TagExpression.Any(List.of(has(domain), has(domain), has(domain)));
        };
    }

    private TagExpression has(String domain) {
        return new TagExpression.Has(Tags.random(domain, random));
    }

    private LiveCreative creative(Set<Scene> scenes) {
        var variants = some(List.of(SlotClass.values()), .43).stream()
                .map(slotClass -> new LiveCreative.Variant(
                        slotClass,
                        scenes,
                        Map.of(
                                "title",
                                "Double eleven at home",
                                "image",
                                "https://cdn.example/" + slotClass + ".webp")))
                .toList();
        return new LiveCreative(new CreativeId(id()), "A tenth off until midnight", "https://shop.example/", variants);
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private <T> Set<T> some(List<T> all, double share) {
        var some = new HashSet<T>();
        all.stream().filter(each -> random.nextDouble() < share).forEach(some::add);
        return some.isEmpty() ? Set.of(all.get(random.nextInt(all.size()))) : some;
    }
}
