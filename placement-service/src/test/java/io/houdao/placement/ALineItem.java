package io.houdao.placement;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Language;
import io.houdao.contracts.Region;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Audience;
import io.houdao.contracts.campaign.Bid;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.Daypart;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.campaign.Goal;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.campaign.LiveCreative;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.contracts.campaign.LiveLineItem.Delivery;
import io.houdao.contracts.campaign.Sequence;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.placement.TouchpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line item as tests need it: everybody's, at home in sport, for banners, a CPM of 30.00; say what differs. */
public final class ALineItem {

    public static final Scene SPORT = Scene.of("home/sport");
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private LineItemId id = new LineItemId(UUID.randomUUID());
    private long version = 1;
    private CampaignId campaign = new CampaignId(UUID.randomUUID());
    private AdvertiserId advertiser = new AdvertiserId(UUID.randomUUID());
    private String payer = "Qinghe Rice";
    private String onBehalfOf;
    private String category = "category-" + UUID.randomUUID();
    private boolean childSafe;
    private Delivery delivery = Delivery.AUCTION;
    private Bid bid = new Bid(PricingModel.CPM, 30_000_000);
    private Long dailyBudgetMicros;
    private Goal goal;
    private Instant startsAt = Instant.parse("2020-01-01T00:00:00Z");
    private Instant endsAt = Instant.parse("2040-01-01T00:00:00Z");
    private String zone = "Asia/Shanghai";
    private List<Daypart> dayparts = List.of();
    private List<FrequencyCap> caps = List.of();
    private Audience audience;
    private Set<Scene> scenes = Set.of(SPORT);
    private Set<TouchpointId> touchpoints = Set.of();
    private Set<DeviceKind> deviceKinds = Set.of();
    private Set<Language> languages = Set.of();
    private Set<Region> regions = Set.of();
    private boolean dealOnly;
    private Sequence sequence;
    private SlotClass slotClass = SlotClass.BANNER;
    private List<CreativeId> creatives = List.of(new CreativeId(UUID.randomUUID()));
    private List<Map<String, String>> variants =
            List.of(Map.of("title", "Soft rice", "image", "https://cdn.example/soft.png"));

    public static ALineItem aLineItem() {
        return new ALineItem();
    }

    public LineItemId id() {
        return id;
    }

    public CreativeId creative() {
        return creatives.get(0);
    }

    public CampaignId campaign() {
        return campaign;
    }

    public AdvertiserId advertiser() {
        return advertiser;
    }

    /** One for which {@link CampaignStandIn} lends nothing. */
    public ALineItem withoutMoney() {
        id = new LineItemId(new UUID(0, UUID.randomUUID().getLeastSignificantBits()));
        return this;
    }

    public ALineItem version(long newVersion) {
        version = newVersion;
        return this;
    }

    public ALineItem of(CampaignId newCampaign, AdvertiserId newAdvertiser) {
        campaign = newCampaign;
        advertiser = newAdvertiser;
        return this;
    }

    public ALineItem paidBy(String newPayer, String newOnBehalfOf) {
        payer = newPayer;
        onBehalfOf = newOnBehalfOf;
        return this;
    }

    public ALineItem category(String newCategory) {
        category = newCategory;
        return this;
    }

    public ALineItem childSafe() {
        childSafe = true;
        return this;
    }

    public ALineItem house() {
        delivery = Delivery.HOUSE;
        return bid(PricingModel.CPM, 0);
    }

    public ALineItem bid(PricingModel model, long amountMicros) {
        bid = new Bid(model, amountMicros);
        return this;
    }

    public ALineItem dailyBudget(long micros) {
        dailyBudgetMicros = micros;
        return this;
    }

    public ALineItem goal(long impressions) {
        return goal(impressions, 0);
    }

    public ALineItem goal(long impressions, long penaltyMicros) {
        goal = new Goal(impressions, penaltyMicros);
        return this;
    }

    public ALineItem flight(Instant from, Instant until) {
        startsAt = from;
        endsAt = until;
        return this;
    }

    public ALineItem zone(String newZone) {
        zone = newZone;
        return this;
    }

    public ALineItem daypart(Daypart... newDayparts) {
        dayparts = List.of(newDayparts);
        return this;
    }

    public ALineItem cap(FrequencyCap... newCaps) {
        caps = List.of(newCaps);
        return this;
    }

    public ALineItem forAiot(String tag) {
        return audience(null, new TagExpression.Has(Tag.of(tag)));
    }

    public ALineItem audience(TagExpression basic, TagExpression aiot) {
        audience = new Audience(basic, aiot);
        return this;
    }

    public ALineItem scenes(Scene... newScenes) {
        scenes = Set.of(newScenes);
        return this;
    }

    public ALineItem on(String... newTouchpoints) {
        touchpoints = Stream.of(newTouchpoints).map(TouchpointId::new).collect(Collectors.toSet());
        return this;
    }

    public ALineItem onKinds(String... kinds) {
        deviceKinds = Stream.of(kinds).map(DeviceKind::new).collect(Collectors.toSet());
        return this;
    }

    public ALineItem speaking(String... codes) {
        languages = Stream.of(codes).map(Language::new).collect(Collectors.toSet());
        return this;
    }

    public ALineItem in(String... codes) {
        regions = Stream.of(codes).map(Region::new).collect(Collectors.toSet());
        return this;
    }

    public ALineItem dealOnly() {
        dealOnly = true;
        return this;
    }

    /** For those only who were shown another line item of the campaign so recently. */
    public ALineItem continuing(Duration within, Per per) {
        sequence = new Sequence(within, per);
        return this;
    }

    public ALineItem slotClass(SlotClass newSlotClass) {
        slotClass = newSlotClass;
        return this;
    }

    public ALineItem creatives(CreativeId... newCreatives) {
        creatives = List.of(newCreatives);
        return this;
    }

    /** Each creative has so many, with these assets. */
    public ALineItem variants(List<Map<String, String>> assets) {
        variants = assets;
        return this;
    }

    public LiveLineItem live() {
        return new LiveLineItem(
                id,
                version,
                NOON,
                campaign,
                advertiser,
                payer,
                onBehalfOf,
                category,
                childSafe,
                delivery,
                bid,
                "CNY",
                5_000_000_000L,
                dailyBudgetMicros,
                goal,
                startsAt,
                endsAt,
                zone,
                dayparts,
                caps,
                audience,
                scenes,
                touchpoints,
                deviceKinds,
                languages,
                regions,
                dealOnly,
                sequence,
                creatives.stream().map(this::liveCreative).toList());
    }

    private LiveCreative liveCreative(CreativeId creative) {
        return new LiveCreative(
                creative,
                "A sample bag of rice",
                "https://qinghe.example/soft",
                variants.stream()
                        .map(assets -> new LiveCreative.Variant(slotClass, scenes, assets))
                        .toList());
    }
}
