package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;

import io.houdao.contracts.Scene;
import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.ALineItem;
import io.houdao.placement.decision.AdResponse.Why;
import io.houdao.placement.decision.Decision.Course;
import io.houdao.placement.decision.Explanations.Kept;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.decision.candidates.LineItem;
import io.houdao.placement.decision.candidates.Omitted;
import io.houdao.placement.decision.candidates.Response;
import io.houdao.placement.decision.eligibility.Rejection;
import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.eligibility.Screening;
import io.houdao.placement.decision.ranking.Choice;
import io.houdao.placement.decision.ranking.Score;
import io.houdao.placement.decision.ranking.Scored;
import io.houdao.placement.decision.scene.GivenScenes;
import io.houdao.placement.decision.scene.Opening;
import io.houdao.placement.decision.viewer.Viewer.Standing;
import io.houdao.placement.slot.GivenSlots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decisions, made at random in every way that the types allow, likely or not. */
final class Decisions {

    private static final List<String> LETTERS = List.of("a", "Z", " ", "\"", "\n", "é", "米", "ß", "\t", "😀", "ф");

    private static final double[] ODD = {
        0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -Double.MAX_VALUE
    };

    private static final Opening OPENING =
            (Opening) GivenScenes.of(GivenSlots.openIn(SPORT), Map.of()).place(GivenSlots.BANNER, SPORT, null);

    private static final LineItem USUAL = LineItem.of(aLineItem().live());

    private final RandomGenerator random;
    private final List<LineItem> lineItems;

    Decisions(RandomGenerator random) {
        this.random = random;
        this.lineItems = Stream.generate(() -> aLineItem().paidBy(text(), maybe(this::text)))
                .limit(20)
                .map(ALineItem::live)
                .map(LineItem::of)
                .toList();
    }

    /** What is told of it, once it was kept. */
    static Kept explained(Decision decision) {
        var explanations = keeping(10);
        explanations.keep(decision);
        return explanations.find(decision.id()).orElseThrow();
    }

    static Explanations keeping(int decisions) {
        return new Explanations(
                Replica.settings(Map.of("houdao.decisions.explanations-kept", String.valueOf(decisions))));
    }

    /** An ad in a household of someone who is known, with so many that competed and so many that are named beside them. */
    Decision anAd(int competed, int named) {
        var screening = new Screening(Given.nobody(), omitted(named / 2), omitted(named - named / 2));
        var scored = Stream.generate(() -> scored(USUAL)).limit(competed).toList();
        var choice = new Choice(scored.get(0), 1, 1, scored, false, 0, false);
        var person = new PersonId(id());
        var why = new Why(
                "因为你的电视知道：rice texture: soft。你现在用的是电视。",
                "Because your television knows: rice texture: soft. You are using a television.",
                Tag.of("rice-texture:soft"),
                "tv",
                "/v1/people/" + person + "/permissions");
        return new Decision(
                new DecisionId(id()),
                Instant.EPOCH,
                "1",
                Replica.SLOT,
                SPORT,
                new Course(OPENING, Standing.KNOWN, person, new DeviceId(id()), screening, choice, Set.of()),
                null,
                showing(),
                why,
                Duration.ofMillis(200));
    }

    Decision any() {
        return new Decision(
                new DecisionId(id()),
                Instant.ofEpochSecond(random.nextLong(-1L << 33, 1L << 33), random.nextInt(1_000_000_000)),
                text(),
                new SlotId(List.of("tv.boot", "a", "a".repeat(80)).get(random.nextInt(3))),
                maybe(this::scene),
                maybe(this::course),
                maybe(() ->
                        random.nextBoolean() ? oneOf(RejectionReason.values()).code() : text()),
                maybe(this::showing),
                maybe(this::why),
                Duration.ofSeconds(random.nextLong(-5, 1L << 40), random.nextInt(1_000_000_000)));
    }

    private Course course() {
        var campaigns = lineItems.stream()
                .filter(lineItem -> random.nextBoolean())
                .map(lineItem -> lineItem.live().campaignId())
                .collect(Collectors.toSet());
        return new Course(
                OPENING,
                oneOf(Standing.values()),
                maybe(() -> new PersonId(id())),
                maybe(() -> new DeviceId(id())),
                maybe(this::screening),
                maybe(this::choice),
                campaigns);
    }

    private Screening screening() {
        var screening =
                new Screening(omitted(random.nextInt(40)), omitted(random.nextInt(40)), omitted(random.nextInt(3)));
        IntStream.range(0, random.nextInt(70))
                .forEach(rejected ->
                        screening.reject(new Rejection(candidate(lineItem()), oneOf(RejectionReason.values()))));
        return screening;
    }

    private Omitted omitted(int count) {
        return Given.omitted(Stream.generate(this::lineItem).limit(count).toList());
    }

    private Choice choice() {
        var scored = Stream.generate(() -> scored(lineItem()))
                .limit(random.nextInt(40))
                .toList();
        return new Choice(
                scored.isEmpty() ? null : maybe(() -> scored.get(random.nextInt(scored.size()))),
                random.nextLong(),
                number(),
                scored,
                random.nextBoolean(),
                random.nextLong(),
                random.nextBoolean());
    }

    private Scored scored(LineItem lineItem) {
        return new Scored(
                candidate(lineItem), new Score(number(), number(), number(), number(), number(), number(), number()));
    }

    private Candidate candidate(LineItem lineItem) {
        var creative = lineItem.live().creatives().get(0);
        var response = new Response(number(), number(), number(), number(), number(), number());
        return new Candidate(lineItem, creative, 0, creative.variants().get(0), response, number(), number());
    }

    private LineItem lineItem() {
        return lineItems.get(random.nextInt(lineItems.size()));
    }

    private Showing showing() {
        return new Showing(
                new DecisionId(id()),
                Instant.EPOCH,
                null,
                null,
                new TouchpointId("tv-launcher"),
                Replica.SLOT,
                SPORT,
                new LineItemId(id()),
                new CampaignId(id()),
                new AdvertiserId(id()),
                new CreativeId(id()),
                PricingModel.CPM,
                1,
                1,
                0);
    }

    private Why why() {
        return new Why(text(), text(), maybe(() -> Tag.of("diet:low-carb")), maybe(this::text), text());
    }

    private Scene scene() {
        return new Scene(oneOf(Scene.Sphere.values()), oneOf("sport", "a", "life-" + "9".repeat(30)));
    }

    private double number() {
        return switch (random.nextInt(3)) {
            case 0 -> ODD[random.nextInt(ODD.length)];
            case 1 -> Double.longBitsToDouble(random.nextLong());
            default -> random.nextDouble(-1e6, 1e6);
        };
    }

    private String text() {
        return Stream.generate(() -> LETTERS.get(random.nextInt(LETTERS.size())))
                .limit(random.nextInt(100))
                .collect(Collectors.joining());
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    @SafeVarargs
    private <T> T oneOf(T... all) {
        return all[random.nextInt(all.length)];
    }

    private <T> @Nullable T maybe(Supplier<T> made) {
        return random.nextInt(4) == 0 ? null : made.get();
    }
}
