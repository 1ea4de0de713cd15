package io.houdao.campaign.review.bottomline;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.campaign.creative.CreativeContent;
import io.houdao.campaign.creative.Variant;
import io.houdao.campaign.lineitem.AudienceTexts;
import io.houdao.campaign.lineitem.LineItemTerms;
import io.houdao.campaign.slot.Slot;
import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.Bid;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.LiveLineItem.Delivery;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BottomLineTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Scene TV = Scene.of("home/entertainment");
    private static final Scene KIDS = Scene.of("home/parent-child");

    private final BottomLine bottomLine = new BottomLine(List.of(
            new Funds(),
            new Vouched(),
            new ClosingContract(),
            new Assets(),
            new SceneVariants(),
            new LandingHost(),
            new UndeclaredDataUse(),
            new ChildSafety(),
            new BannedClaims(),
            new Superlatives(),
            new Benefit(),
            new CreativeMissing(),
            new FlightOver(),
            new BannedCategories()));

    @Test
    void aDecentSubmissionHoldsTheBottomLine() {
        assertThat(findings(new Draft())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tobacco", "gambling", "e-cigarettes", "weapons"})
    void aBannedCategoryIsNotCarried(String category) {
        var draft = new Draft();
        draft.category = category;

        assertThat(findings(draft)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.BANNED_CATEGORY);
            assertThat(finding.pointer()).isEqualTo("/category");
            assertThat(finding.fix()).isNotBlank();
        });
    }

    @Test
    void aCampaignWithoutLineItemsHasNothingToJudge() {
        var nothing = new Submission("food", List.of(), 0, List.of(), NOON, Known.NOTHING);

        assertThat(bottomLine.findings(nothing)).extracting(Finding::rule).containsExactly(Rule.LINE_ITEM_MISSING);
    }

    @Test
    void aLineItemWithoutACreativeHasNothingToJudge() {
        var draft = new Draft();
        draft.creatives = List.of();

        assertThat(findings(draft))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.CREATIVE_MISSING, "/lineItems/2/creatives"));
    }

    @Test
    void aFlightMustEndAfterItsSubmission() {
        var draft = new Draft();
        draft.endsAt = NOON;
        assertThat(findings(draft))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.FLIGHT_OVER, "/lineItems/2/endsAt"));

        draft.endsAt = NOON.plusMillis(1);
        assertThat(findings(draft)).isEmpty();
    }

    @Test
    void theBenefitMustBeSaid() {
        assertThat(findings(saying(null)))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.BENEFIT, "/lineItems/2/creatives/0/benefit"));
        assertThat(findings(saying("  "))).extracting(Finding::rule).containsExactly(Rule.BENEFIT);
        assertThat(findings(saying("早餐，好！"))).extracting(Finding::rule).containsExactly(Rule.BENEFIT);
        assertThat(findings(saying("送一张早餐券"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "全国最好的大米，送您一袋",
                "销量第一的大米送一袋",
                "国家级品质大米送一袋",
                "最 · 佳口感，送您一袋米",
                "唯一的选择，送您一袋米",
                "The best rice, a bag for free",
                "The No. 1 rice, a bag for free",
                "The ｂｅｓｔ rice, a bag for free",
                "World's first soft rice, a bag for free",
                "World-class rice, a bag for free",
            })
    void superlativesAreFoundWhateverTheirSpelling(String benefit) {
        assertThat(findings(saying(benefit))).extracting(Finding::rule).containsExactly(Rule.SUPERLATIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "最近一个月，第一次下单送一袋米",
                "最后三天，最多领两袋大米",
                "楼下的热豆浆，第一杯免费",
                "Best before next year: a bag for free",
                "A bestseller, and a bag of it for free",
                "Number 15, a bag of rice for free",
            })
    void ordinaryWordsAreNotSuperlatives(String benefit) {
        assertThat(findings(saying(benefit))).isEmpty();
    }

    @Test
    void everyTextIsRead() {
        var draft = saying("最佳大米送您一袋");
        draft.claims = List.of("Organic", "The finest");
        draft.assets = Map.of("title", "顶级大米", "image", "https://cdn.example/best.png");

        assertThat(findings(draft))
                .extracting(Finding::pointer)
                .containsExactlyInAnyOrder(
                        "/lineItems/2/creatives/0/benefit",
                        "/lineItems/2/creatives/0/claims/1",
                        "/lineItems/2/creatives/0/variants/0/assets/title");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "根治糖尿病的大米，送一袋",
                "稳赚不赔的理财大礼包",
                "不买后悔的大米送一袋",
                "保过！送全套教材",
                "Guaranteed returns on every bag of rice",
                "This rice cures headaches",
                "A risk-free investment for you"
            })
    void whatNobodyCanPromiseIsNotPromised(String benefit) {
        assertThat(findings(saying(benefit))).extracting(Finding::rule).containsExactly(Rule.BANNED_CLAIM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"治愈系咖啡馆，送一杯拿铁", "Secures your home for a month", "过程保证公开，送全套教材"})
    void ordinaryWordsAreNotPromises(String benefit) {
        assertThat(findings(saying(benefit))).isEmpty();
    }

    @Test
    void whatIsNotForChildrenIsNotStatedToBeSafeForThem() {
        var draft = new Draft();
        draft.category = "alcohol";
        draft.childSafe = true;
        assertThat(findings(draft))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.CHILD_SAFETY, "/lineItems/2/creatives/0/childSafe"));

        draft.childSafe = false;
        assertThat(findings(draft)).isEmpty();
    }

    @Test
    void aSceneWithChildrenTakesOnlyWhatIsSafeForThem() {
        var draft = new Draft();
        draft.scenes = Set.of(KIDS);
        draft.variantScenes = Set.of(KIDS);
        assertThat(findings(draft)).extracting(Finding::rule).containsExactly(Rule.CHILD_SAFETY);

        draft.childSafe = true;
        assertThat(findings(draft)).isEmpty();
    }

    @Test
    void whoeverChoosesPeopleByDataSaysSoInTheCreative() {
        var draft = new Draft();
        draft.audience =
                new AudienceTexts("city:beijing and not diet:low-carb", "rice-texture:soft or rice-texture:firm");
        draft.usesData = Set.of("city", "rice-texture");
        assertThat(findings(draft)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.UNDECLARED_DATA_USE);
            assertThat(finding.pointer()).isEqualTo("/lineItems/2/creatives/0/usesData");
            assertThat(finding.detail()).contains("diet");
        });

        draft.usesData = Set.of("city", "rice-texture", "diet");
        assertThat(findings(draft)).isEmpty();
    }

    @Test
    void aClickLeadsToTheAdvertiser() {
        assertThat(findings(leadingTo(null))).isEmpty();
        assertThat(findings(leadingTo("https://qinghe.example/soft"))).isEmpty();
        assertThat(findings(leadingTo("https://shop.QINGHE.example:8443/soft?x=1")))
                .isEmpty();

        assertThat(findings(leadingTo("https://evilqinghe.example/")))
                .extracting(Finding::rule)
                .containsExactly(Rule.LANDING_HOST);
        assertThat(findings(leadingTo("https://qinghe.example.evil.example/")))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.LANDING_HOST, "/lineItems/2/creatives/0/landingUrl"));
    }

    @Test
    void everySceneThatIsBoughtHasAVariant() {
        var draft = new Draft();
        draft.scenes = Set.of(TV, Scene.of("home/sport"));
        assertThat(findings(draft)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.SCENE_VARIANT);
            assertThat(finding.pointer()).isEqualTo("/lineItems/2/creatives");
            assertThat(finding.detail()).contains("home/sport");
        });

        draft.variantScenes = Set.of(TV, Scene.of("home/sport"));
        assertThat(findings(draft)).isEmpty();
    }

    @Test
    void aVariantHoldsWhatItsSlotClassRenders() {
        var draft = new Draft();
        draft.assets = Map.of("title", "软米");
        assertThat(findings(draft))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.ASSETS, "/lineItems/2/creatives/0/variants/0/assets"));

        draft.assets = Map.of("title", "软米", "video", "https://cdn.example/soft.mp4");
        draft.lengthMs = 15_000;
        assertThat(findings(draft)).isEmpty();

        draft.assets = Map.of("title", "软米", "image", "https://cdn.example/soft.png", "scr/ipt", "x");
        assertThat(findings(draft))
                .extracting(Finding::pointer)
                .containsExactly("/lineItems/2/creatives/0/variants/0/assets/scr~1ipt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image | http://cdn.example/soft.png",
                "image | https://me@cdn.example/soft.png",
                "image | javascript:alert(1)",
                "ssml  | Soft rice",
                "ssml  | <speak>Soft rice",
                "ssml  | <p>Soft rice</p>",
                "ssml  | <!DOCTYPE speak [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><speak>&x;</speak>",
                "voice | Soft rice",
                "coupon | 3 off",
                "bandText | This is a text of more than forty characters, too long for a band"
            })
    void anAssetHasTheFormThatADeviceCanRender(String name, String wrong) {
        var draft = new Draft();
        draft.slotClass = SlotClass.AMBIENT;
        draft.lengthMs = 4_000;
        draft.assets = Map.of("text", "Soft rice", name, wrong);

        assertThat(findings(draft))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.ASSETS, "/lineItems/2/creatives/0/variants/0/assets/" + name));
    }

    @ParameterizedTest
    @CsvSource({
        "APP_DISTRIBUTION, title icon, title image, haptic",
        "BANNER, title image, title icon, video",
        "FEED, title video, title icon, voice",
        "PRE_ROLL, title video, title image, coupon",
        "OTT, title image, title ssml, bandText",
        "SPLASH, title image, title icon, calendarEntry",
        "AMBIENT, functionCard functionAction, functionCard title icon coupon, package"
    })
    void eachClassOfSlotRendersWhatItCanAndNothingElse(
            SlotClass slotClass, String whole, String lacking, String unknown) {
        var draft = new Draft();
        draft.slotClass = slotClass;
        draft.lengthMs = 5_000;
        draft.assets = assets(whole);
        assertThat(findings(draft)).isEmpty();

        draft.assets = assets(lacking);
        assertThat(findings(draft))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.ASSETS, "/lineItems/2/creatives/0/variants/0/assets"));

        draft.assets = assets(whole + " " + unknown);
        assertThat(findings(draft))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.ASSETS, "/lineItems/2/creatives/0/variants/0/assets/" + unknown));
    }

    private static Map<String, String> assets(String names) {
        return Stream.of(names.split(" ")).collect(toMap(name -> name, name -> switch (name) {
            case "icon", "image", "video" -> "https://cdn.example/" + name;
            case "ssml", "voice" -> "<speak>软米</speak>";
            case "coupon", "haptic", "package" -> "LS-10";
            case "functionAction" -> "show:battery";
            default -> "软米";
        }));
    }

    @Test
    void whatADeviceCanRenderIsAsset() {
        var draft = new Draft();
        draft.slotClass = SlotClass.AMBIENT;
        draft.lengthMs = 15_000;
        draft.assets = Map.of(
                "ssml", "<speak version=\"1.1\">软米<break time=\"200ms\"/></speak>",
                "voice", "https://cdn.example/soft.mp3",
                "bandText", "软".repeat(40),
                "calendarEntry", "收获节 Harvest festival",
                "functionCard", "Rice cooker: start the soft programme",
                "functionAction", "start:rice-cooker/soft",
                "coupon", "LS-10");

        assertThat(findings(draft)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "start:",
                "start:oven",
                "unlock:door",
                "start:door",
                "Start:rice-cooker",
                "start:rice-cooker/",
                "start:rice-cooker/soft/twice",
                "start:rice-cooker/soft;show:door",
                "start:rice-cooker soft",
                "https://qinghe.example/soft"
            })
    void aCardDoesWhatIsOnTheListAndNothingElse(String action) {
        var draft = new Draft();
        draft.slotClass = SlotClass.AMBIENT;
        draft.assets = Map.of("functionCard", "The soft programme", "functionAction", action);

        assertThat(findings(draft))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.ASSETS, "/lineItems/2/creatives/0/variants/0/assets/functionAction"));
    }

    @Test
    void anActionNeedsACardThatSaysWhatItDoes() {
        var draft = new Draft();
        draft.slotClass = SlotClass.AMBIENT;
        draft.assets = Map.of("text", "软米", "functionAction", "show:battery");

        assertThat(findings(draft))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.ASSETS, "/lineItems/2/creatives/0/variants/0/assets/functionAction"));
    }

    @Test
    void amongChildrenACardShowsSomethingAndStartsNothing() {
        var draft = new Draft();
        draft.slotClass = SlotClass.AMBIENT;
        draft.scenes = Set.of(KIDS);
        draft.variantScenes = Set.of(KIDS);
        draft.childSafe = true;
        draft.assets = Map.of("functionCard", "软米", "functionAction", "show:battery");
        assertThat(findings(draft)).isEmpty();

        draft.assets = Map.of("functionCard", "软米", "functionAction", "start:rice-cooker/soft");
        assertThat(findings(draft))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.CHILD_SAFETY, "/lineItems/2/creatives/0/variants/0/assets/functionAction"));
    }

    @Test
    void whatPlaysSaysHowLongAndEndsWithinTheContractOfItsSlots() {
        var draft = new Draft();
        draft.slotClass = SlotClass.PRE_ROLL;
        draft.assets = Map.of("title", "软米", "video", "https://cdn.example/soft.mp4");
        var wrong = tuple(Rule.CLOSING_CONTRACT, "/lineItems/2/creatives/0/variants/0/lengthMs");
        assertThat(findings(draft)).extracting(Finding::rule, Finding::pointer).containsExactly(wrong);

        draft.lengthMs = 15_001;
        assertThat(findings(draft)).extracting(Finding::rule, Finding::pointer).containsExactly(wrong);

        draft.lengthMs = 15_000;
        assertThat(findings(draft)).isEmpty();
    }

    @Test
    void whatPlaysEndsWithinTheContractOfEachSlotThatItIsFor() {
        var draft = new Draft();
        draft.slotClass = SlotClass.PRE_ROLL;
        draft.assets = Map.of("title", "软米", "video", "https://cdn.example/soft.mp4");
        draft.lengthMs = 10_000;
        for (var other : List.of(
                slot("app.banner", SlotClass.OTT, TV, 9_999),
                slot("app.kids", SlotClass.PRE_ROLL, KIDS, 9_999),
                slot("app.start", SlotClass.PRE_ROLL, TV, 10_000))) {
            draft.known = knowing(List.of(other));
            assertThat(findings(draft)).isEmpty();
        }

        draft.known = knowing(IntStream.range(0, 5)
                .mapToObj(i -> slot("app.start" + i, SlotClass.PRE_ROLL, TV, 9_995 + i))
                .toList());
        assertThat(findings(draft)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.CLOSING_CONTRACT);
            assertThat(finding.detail())
                    .contains("app.start0", "9995", "2 more")
                    .doesNotContain("app.start3");
            assertThat(finding.fix()).contains("9995");
        });

        draft.known = knowing(null);
        assertThat(findings(draft))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).contains("again"));
        draft.lengthMs = null;
        draft.assets = Map.of("title", "软米", "image", "https://cdn.example/soft.png");
        draft.slotClass = SlotClass.OTT;
        assertThat(findings(draft)).as("what just stands there").isEmpty();
    }

    private static Known knowing(List<Slot> slots) {
        return new Known(true, List.of(), null, slots, Set.of(), Set.of());
    }

    private static Slot slot(String id, SlotClass slotClass, Scene scene, int longestMs) {
        return new Slot(
                new SlotId(id), new TouchpointId("app"), new DeviceKind("phone"), slotClass, Set.of(scene), longestMs);
    }

    @Test
    void somebodyVouchesForWhoPays() {
        var draft = new Draft();
        draft.known = new Known(false, List.of(), null, List.of(), Set.of(), Set.of());

        assertThat(findings(draft)).extracting(Finding::rule).containsExactly(Rule.ADVERTISER_UNVERIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"APP_DISTRIBUTION", "BANNER", "FEED", "PRE_ROLL", "OTT", "SPLASH", "AMBIENT"})
    void everySlotClassHasAnAssetSchema(String slotClass) {
        var draft = new Draft();
        draft.slotClass = SlotClass.valueOf(slotClass);
        draft.assets = Map.of();

        assertThat(findings(draft)).extracting(Finding::rule).containsExactly(Rule.ASSETS);
    }

    @Test
    void whatMayRunIsPaidFor() {
        var draft = new Draft();
        draft.lacking = 5_000_000;
        draft.funds = 4_999_999;
        assertThat(findings(draft)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.FUNDS);
            assertThat(finding.fix()).contains("at least 1 micros");
        });

        draft.funds = 5_000_000;
        assertThat(findings(draft)).isEmpty();
    }

    @Test
    void aBudgetIsNotBelowWhatWasSpent() {
        var draft = new Draft();
        draft.lacking = -1;

        assertThat(findings(draft))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(Rule.FUNDS, "/lineItems/2/budgetMicros"));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceInTheOrderOfTheRules() {
        var draft = new Draft();
        draft.category = "tobacco";
        draft.benefit = "最好";
        draft.landingUrl = "https://elsewhere.example/";
        draft.assets = Map.of();
        draft.scenes = Set.of(TV, KIDS);
        draft.lacking = 10_000_000_000L;
        draft.funds = 0;

        assertThat(findings(draft))
                .extracting(Finding::rule)
                .containsExactly(
                        Rule.BANNED_CATEGORY,
                        Rule.BENEFIT,
                        Rule.SUPERLATIVE,
                        Rule.CHILD_SAFETY,
                        Rule.LANDING_HOST,
                        Rule.SCENE_VARIANT,
                        Rule.ASSETS,
                        Rule.FUNDS);
    }

    private List<Finding> findings(Draft draft) {
        return bottomLine.findings(draft.submission());
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static Draft saying(String benefit) {
        return draft(draft -> {
            draft.benefit = benefit;
            return draft;
        });
    }

    private static Draft leadingTo(String landingUrl) {
        return draft(draft -> {
            draft.landingUrl = landingUrl;
            return draft;
        });
    }

    private static Draft draft(UnaryOperator<Draft> change) {
        return change.apply(new Draft());
    }

    /** A decent submission, until a test spoils it. */
    private static final class Draft {

        private String category = "food";
        private String benefit = "A sample bag of the rice that suits how you cook it";
        private String landingUrl = "https://qinghe.example/soft";
        private List<String> claims = List.of("Harvested this autumn");
        private boolean childSafe;
        private Set<String> usesData = Set.of();
        private AudienceTexts audience;
        private Set<Scene> scenes = Set.of(TV);
        private Set<Scene> variantScenes = Set.of(TV);
        private SlotClass slotClass = SlotClass.OTT;
        private Map<String, String> assets = Map.of("title", "软米", "image", "https://cdn.example/soft.png");
        private Integer lengthMs;
        private Known known = Known.NOTHING;
        private List<CreativeContent> creatives;
        private Instant endsAt = NOON.plusSeconds(86_400);
        private long lacking = 5_000_000_000L;
        private long funds = 5_000_000_000L;

        Submission submission() {
            var terms = new LineItemTerms(
                    "软米 Soft rice",
                    Delivery.AUCTION,
                    new Bid(PricingModel.CPM, 30_000_000),
                    5_000_000_000L,
                    null,
                    null,
                    NOON,
                    endsAt,
                    List.of(),
                    List.of(),
                    audience,
                    scenes,
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    false,
                    null);
            var creative = new CreativeContent(
                    benefit,
                    landingUrl,
                    claims,
                    childSafe,
                    usesData,
                    List.of(new Variant(slotClass, variantScenes, lengthMs, assets)));
            var item = new Submission.Item(
                    2, UUID.randomUUID(), terms, lacking, creatives == null ? List.of(creative) : creatives);
            return new Submission(category, List.of("qinghe.example"), funds, List.of(item), NOON, known);
        }
    }
}
