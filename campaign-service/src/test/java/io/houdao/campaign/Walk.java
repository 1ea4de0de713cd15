package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.verdict;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Json;
import io.houdao.contracts.campaign.LiveLineItem;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A random walk over the API beside a model of what should come of it, written from the rules alone. */
final class Walk {

    private static final int MOST_ITEMS = 3;
    private static final int MOST_SUCCESSORS = 2;
    private static final int REPLAYS_IN = 8;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Random random;
    private final Air air;
    private final List<String> steps = new ArrayList<>();
    private final Member member = Member.with(1_000 * Bodies.BUDGET);
    private final UUID campaignId = member.draft(Bodies.campaign()).jsonPath().getUUID("campaignId");
    private final Map<UUID, Item> items = new LinkedHashMap<>();
    private final List<UUID> reviews = new ArrayList<>();
    private final Stored stored;
    private final List<UUID> openIssues = new ArrayList<>();
    private boolean stopped;
    private boolean appealed;
    private boolean expired;
    private UUID openReview;
    private int contents;
    private int successors;

    Walk(long seed, Air air, Stored stored) {
        this.random = new Random(seed);
        this.air = air;
        this.stored = stored;
    }

    void step() {
        switch (random.nextInt(21)) {
            case 0 -> addLineItem();
            case 1 -> changeTouchpoints();
            case 2 -> changeBid();
            case 3 -> addCreative();
            case 4 -> changeCreative();
            case 5 -> importChange();
            case 6, 7 -> submit();
            case 8, 9 -> judge("reviewer-sun", random.nextInt(4) > 0 ? "pass" : "fail");
            case 10 -> judge("member-wang", "pass");
            case 11 -> run("pause");
            case 12 -> run("resume");
            case 13 -> stopShip();
            case 14, 15 -> closeIssue();
            case 16 -> succeed();
            case 17 -> expire();
            case 18 -> claim();
            case 19 -> appealAgainstTheStop();
            default -> {
                if (random.nextInt(4) == 0) {
                    run("stop");
                }
            }
        }
        var statuses = statuses();
        items.forEach((id, item) -> {
            assertThat(statuses.get(id.toString())).as("%s", steps).isEqualTo(item.status);
            if (Set.of("live", "paused").contains(item.status)) {
                assertThat(item.approved).as("%s", steps).contains(item.content());
            }
        });
    }

    private Map<String, String> statuses() {
        var path = "/v1/campaigns/" + campaignId + "/line-items";
        var byId = new HashMap<String, String>();
        for (var item : member.api()
                .send("GET", path, "application/json", new byte[0])
                .json()
                .path("items")) {
            byId.put(item.path("lineItemId").asText(), item.path("status").asText());
        }
        return byId;
    }

    private void addLineItem() {
        if (items.size() < MOST_ITEMS) {
            var item = new Item("t" + ++contents);
            var response = member.api()
                    .create(
                            "/v1/campaigns/" + campaignId + "/line-items",
                            with(
                                    lineItem(saying(item.newBenefit(++contents))),
                                    "touchpoints",
                                    List.of(item.touchpoint)));
            did("add", response, 201);
            items.put(response.jsonPath().getUUID("lineItemId"), item);
        }
    }

    private void changeTouchpoints() {
        any((id, item) -> {
            var touchpoint = "t" + ++contents;
            var response = member.api().patch("/v1/line-items/" + id, Map.of("touchpoints", List.of(touchpoint)));
            if (did("change touchpoints", response, item.isOver() ? 409 : 200)) {
                item.touchpoint = touchpoint;
                item.becomeDraft();
            }
        });
    }

    private void changeBid() {
        any((id, item) -> did(
                "change bid",
                member.api()
                        .patch(
                                "/v1/line-items/" + id,
                                Map.of("bid", Map.of("model", "CPM", "amountMicros", 1 + random.nextInt(90_000_000)))),
                item.isOver() ? 409 : 200));
    }

    private void addCreative() {
        any((id, item) -> {
            var response = member.api()
                    .create("/v1/line-items/" + id + "/creatives", saying("Benefit number " + (contents + 1)));
            if (did("add creative", response, item.isOver() ? 409 : 201)) {
                item.newBenefit(++contents);
                item.becomeDraft();
            }
        });
    }

    private void changeCreative() {
        any((id, item) -> {
            var first = member.lineItem(id).jsonPath();
            var response = member.api()
                    .put(
                            "/v1/line-items/" + id + "/creatives/" + first.getString("creatives[0].creativeId"),
                            first.getLong("creatives[0].version"),
                            saying("Benefit number " + (contents + 1)));
            if (did("change creative", response, item.isOver() ? 409 : 200)) {
                item.benefits.remove(first.getString("creatives[0].benefit"));
                item.newBenefit(++contents);
                item.becomeDraft();
            }
        });
    }

    private void importChange() {
        any((id, item) -> {
            var touchpoint = "t" + ++contents;
            var body = with(with(lineItem(), "lineItemId", id), "touchpoints", List.of(touchpoint));
            body.remove("creatives");
            var response = member.api()
                    .importLines(
                            "/v1/campaigns/" + campaignId + "/line-items/import",
                            new String(Json.write(body), java.nio.charset.StandardCharsets.UTF_8));
            steps.add("import over " + id);
            assertThat(response.jsonPath().getInt("accepted")).as("%s", steps).isEqualTo(item.isOver() ? 0 : 1);
            if (!item.isOver()) {
                item.touchpoint = touchpoint;
                item.becomeDraft();
            }
        });
    }

    private void submit() {
        var anyDraft = items.values().stream().anyMatch(item -> item.status.equals("draft"));
        var response = member.submit(campaignId);
        if (items.isEmpty()) {
            did("submit nothing", response, 200);
            assertThat(response.jsonPath().getString("status")).isEqualTo("failed-bottom-line");
        } else if (did("submit", response, anyDraft ? 200 : 409)) {
            if (!openIssues.isEmpty()) {
                assertThat(response.jsonPath().getString("status")).isEqualTo("failed-bottom-line");
                return;
            }
            assertThat(response.jsonPath().getString("status")).as("%s", steps).isEqualTo("in-review");
            openReview = response.jsonPath().getUUID("reviewId");
            reviews.add(openReview);
            items.values().stream()
                    .filter(item -> Set.of("draft", "in-review").contains(item.status))
                    .forEach(item -> {
                        item.status = "in-review";
                        item.review = openReview;
                    });
        }
    }

    private void judge(String who, String outcome) {
        if (reviews.isEmpty()) {
            return;
        }
        var reviewId =
                random.nextInt(3) > 0 ? reviews.get(reviews.size() - 1) : reviews.get(random.nextInt(reviews.size()));
        var judged = items.values().stream()
                .filter(item -> item.status.equals("in-review"))
                .toList();
        var isOpen = reviewId.equals(openReview);
        var status = !isOpen ? 409 : who.equals("member-wang") ? 403 : judged.isEmpty() ? 409 : 200;
        var response = Api.reviewer(who).post("/v1/reviews/" + reviewId + "/verdict", verdict(outcome));
        if (did(outcome + " by " + who, response, status)) {
            openReview = null;
            judged.forEach(item -> {
                item.status = outcome.equals("pass") ? "live" : "draft";
                if (outcome.equals("pass")) {
                    item.approved.add(item.content());
                }
            });
            if (outcome.equals("pass")) {
                stopped = false;
                judged.forEach(item -> {
                    if (item.replaces != null && !item.replaces.isOver()) {
                        item.replaces.status = "stopped";
                    }
                });
            }
        }
    }

    private void stopShip() {
        if (random.nextInt(2) == 0) {
            return;
        }
        var issues = List.of(Map.of("title", "Too loud"), Map.of("title", "Too long"));
        var response = Api.operator()
                .create("/v1/campaigns/" + campaignId + "/stop-ship", Map.of("reason", "It shouts.", "issues", issues));
        if (did("stop the launch", response, stopped ? 409 : 201)) {
            stopped = true;
            appealed = false;
            openIssues.addAll(response.jsonPath().getList("issues.issueId", UUID.class));
            items.values().stream().filter(item -> !item.isOver()).forEach(Item::becomeDraft);
        }
    }

    private void appealAgainstTheStop() {
        var path = "/v1/campaigns/" + campaignId + "/stop-ship/appeal";
        var response = member.api().post(path, Map.of("grounds", "It whispers."));
        if (did("appeal against the stop", response, !stopped ? 404 : appealed ? 409 : 200)) {
            appealed = true;
            var verdict = random.nextBoolean() ? "granted" : "dismissed";
            var body = Map.of("verdict", verdict, "reasons", "We listened.");
            did("judge the own appeal", Api.reviewer("member-wang").post(path + "/verdict", body), 403);
            did(verdict, Api.reviewer("reviewer-sun").post(path + "/verdict", body), 200);
            if (verdict.equals("granted")) {
                stopped = false;
                openIssues.clear();
            }
        }
    }

    private void closeIssue() {
        if (!openIssues.isEmpty()) {
            var path = "/v1/campaigns/" + campaignId + "/stop-ship/issues/" + openIssues.get(0);
            did("close what is not fixed", Api.reviewer("reviewer-sun").post(path + "/close"), 409);
            did("fix", member.api().post(path + "/fix", Map.of("words", "Done.")), 200);
            did("close", Api.reviewer("reviewer-sun").post(path + "/close"), 200);
            openIssues.remove(0);
        }
    }

    private void succeed() {
        any((id, item) -> {
            if (successors == MOST_SUCCESSORS) {
                return;
            }
            var runs = Set.of("live", "paused").contains(item.status);
            var response = member.api().create("/v1/line-items/" + id + "/successor", Map.of());
            if (did("succeed", response, runs ? 201 : 409)) {
                successors++;
                var successor = new Item(item.touchpoint);
                successor.benefits.addAll(item.benefits);
                successor.replaces = item;
                items.put(response.jsonPath().getUUID("lineItemId"), successor);
            }
        });
    }

    /* Once a walk: each time, the next sweep is waited for. */
    private void expire() {
        any((id, item) -> {
            if (!expired && Set.of("live", "paused").contains(item.status)) {
                expired = true;
                steps.add("the approval of " + id + " expires");
                expire(item.review);
                items.values().stream()
                        .filter(other -> item.review.equals(other.review))
                        .filter(other -> Set.of("live", "paused").contains(other.status))
                        .forEach(Item::becomeDraft);
                await().atMost(SOON).until(() -> member.status(id).equals("draft"));
            }
        });
    }

    private void expire(UUID review) {
        try {
            stored.update("alter table review disable trigger review_decided_once");
            stored.update("update review set valid_until = now() where id = ?", review);
            stored.update("alter table review enable trigger review_decided_once");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void claim() {
        if (openReview != null) {
            var path = "/v1/reviews/" + openReview + "/claim";
            did("claim", Api.reviewer("reviewer-luo").post(path), 200);
            did(
                    "judge what another claims",
                    Api.reviewer("reviewer-sun").post("/v1/reviews/" + openReview + "/verdict", verdict("pass")),
                    409);
            did("give the claim up", Api.reviewer("reviewer-luo").delete(path), 204);
        }
    }

    private void run(String what) {
        any((id, item) -> {
            var byOperator = random.nextBoolean();
            var api = byOperator ? Api.operator() : member.api();
            var allowed = switch (what) {
                case "pause" ->
                    item.status.equals("live") || (item.status.equals("paused") && byOperator && !item.held);
                case "resume" -> item.status.equals("paused") && (byOperator || !item.held);
                default -> !item.isOver();
            };
            if (did(
                    what + (byOperator ? " by operator" : ""),
                    api.post("/v1/line-items/" + id + "/" + what),
                    allowed ? 200 : 409)) {
                item.status = Map.of("pause", "paused", "resume", "live", "stop", "stopped")
                        .get(what);
                item.held = what.equals("pause") && byOperator;
            }
        });
    }

    private boolean did(String what, Response response, int expected) {
        steps.add(what + " → " + response.statusCode());
        assertThat(response.statusCode())
                .as("%s: %s", steps, response.asString())
                .isEqualTo(expected);
        return expected < 300;
    }

    private void any(java.util.function.BiConsumer<UUID, Item> doing) {
        if (!items.isEmpty()) {
            var id = List.copyOf(items.keySet()).get(random.nextInt(items.size()));
            doing.accept(id, items.get(id));
        }
    }

    /** At times somebody sends once more what was on the air, and a replica reads it before the service does, or after. */
    void maybeReplay() {
        if (random.nextInt(REPLAYS_IN) == 0) {
            var said = said();
            if (!said.isEmpty()) {
                sendAgain(said.get(random.nextInt(said.size())));
                steps.add("replay one");
            }
            checkWhatReplicasBelieve();
        }
    }

    /** Somebody sends once more whatever was ever on the air. */
    void replayAll() {
        said().forEach(this::sendAgain);
        steps.add("replay all");
        checkWhatReplicasBelieve();
    }

    private void sendAgain(ConsumerRecord<String, byte[]> record) {
        air.put(record.partition(), record.key(), record.value());
    }

    /** Whatever a replica reads, and whenever it asks: what it then shows runs now, and is approved as it is. */
    private void checkWhatReplicasBelieve() {
        for (var record : Believed.of(said())) {
            var item = items.get(UUID.fromString(record.key()));
            var shown = Json.read(record.value(), LiveLineItem.class);
            assertThat(item.status).as("%s", steps).isEqualTo("live");
            assertThat(content(shown)).as("%s", steps).isEqualTo(item.content());
            assertThat(item.approved).as("%s", steps).contains(content(shown));
        }
    }

    /** All that was ever said of these line items, by the service or by somebody else, but for tombstones. */
    private List<ConsumerRecord<String, byte[]>> said() {
        return air.all().stream()
                .filter(record -> record.value() != null && items.containsKey(UUID.fromString(record.key())))
                .toList();
    }

    /** A replica that starts shows in the end what should run, and nothing was ever said that was not approved. */
    void checkTheAir() {
        items.forEach((id, item) -> await().atMost(SOON).untilAsserted(() -> {
            var shown = Believed.of(air.newest(id).stream().toList());
            assertThat(shown).as("%s", steps).hasSize(item.status.equals("live") ? 1 : 0);
            shown.forEach(record -> assertThat(content(Json.read(record.value(), LiveLineItem.class)))
                    .isEqualTo(item.content()));
        }));
        var versions = new HashMap<String, Long>();
        for (var record : said()) {
            if (!Air.isAlien(record)) {
                var shown = Json.read(record.value(), LiveLineItem.class);
                assertThat(items.get(UUID.fromString(record.key())).approved)
                        .as("%s", steps)
                        .contains(content(shown));
                var before = versions.put(record.key(), shown.version());
                assertThat(before == null || before <= shown.version())
                        .as("%s", steps)
                        .isTrue();
            }
        }
    }

    private static String content(LiveLineItem shown) {
        var benefits = new java.util.TreeSet<String>();
        shown.creatives().forEach(creative -> benefits.add(creative.benefit()));
        return shown.touchpoints().iterator().next().toString() + benefits;
    }

    private static Map<String, Object> saying(String benefit) {
        return with(creative(), "benefit", benefit);
    }

    /** What a line item should be by now. */
    private static final class Item {

        private final Set<String> approved = new HashSet<>();
        private final Set<String> benefits = new java.util.TreeSet<>();
        private String touchpoint;
        private String status = "draft";
        private UUID review;
        private Item replaces;
        private boolean held;

        Item(String touchpoint) {
            this.touchpoint = touchpoint;
        }

        String newBenefit(int number) {
            var benefit = "Benefit number " + number;
            benefits.add(benefit);
            return benefit;
        }

        void becomeDraft() {
            status = "draft";
            held = false;
        }

        boolean isOver() {
            return status.equals("stopped");
        }

        String content() {
            return touchpoint + benefits;
        }
    }
}
