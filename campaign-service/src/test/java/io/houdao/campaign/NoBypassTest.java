package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.verdict;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Json;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No path makes anything live that was not approved as it is. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class NoBypassTest {

    private static final int STEPS = 45;
    private static final int MOST_ITEMS = 3;

    @Inject
    Stored stored;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverIsDoneInWhateverOrderTheModelAgrees(long seed) {
        var walk = new Walk(seed);
        for (var step = 0; step < STEPS; step++) {
            walk.step();
        }
        walk.checkTheAir();
    }

    @Test
    void theDatabaseItselfRefusesWhatNoReviewPassed() {
        var member = Member.with(10 * Bodies.BUDGET);
        var campaign = member.draft(Bodies.campaign(lineItem(creative()))).jsonPath();
        var id = campaign.getUUID("lineItems[0].lineItemId");
        var creativeId = campaign.getUUID("lineItems[0].creatives[0].creativeId");
        var live = "update line_item set status = 'LIVE', review_id = ? where id = ?";

        assertThatThrownBy(() -> stored.update(live, UUID.randomUUID(), id)).hasMessageContaining("not approved");
        var reviewId = member.inReview(campaign.getUUID("campaignId"));
        assertThatThrownBy(() -> stored.update(live, reviewId, id)).hasMessageContaining("not approved");
        assertThatThrownBy(() -> stored.update(
                        "update review set status = 'PASSED', reviewer = 'member-wang', decided_at = now(),"
                                + " user_benefit = 'x', sincerity = 'x', scene_fit = 'x' where id = ?",
                        reviewId))
                .as("the author")
                .hasMessageContaining("review");
        assertThatThrownBy(() -> stored.update(
                        "update review set status = 'PASSED', reviewer = 'x', decided_at = now() where id = ?",
                        reviewId))
                .as("without reasons")
                .hasMessageContaining("review");

        Member.pass(reviewId);
        assertThatThrownBy(() -> stored.update("update line_item set revision = revision + 1 where id = ?", id))
                .hasMessageContaining("not approved");
        assertThatThrownBy(() -> stored.update("update creative set version = 9 where id = ?", creativeId))
                .hasMessageContaining("not a draft");
        assertThatThrownBy(() -> stored.update("update review set reviewer = 'x' where id = ?", reviewId))
                .hasMessageContaining("decided");
        assertThatThrownBy(() -> stored.update("update review_item set revision = 9 where review_id = ?", reviewId))
                .hasMessageContaining("append-only");
        assertThat(member.status(id)).isEqualTo("live");
    }

    /** A random walk over the API beside a model of what should come of it, written from the rules alone. */
    private static final class Walk {

        private final Random random;
        private final List<String> steps = new ArrayList<>();
        private final Member member = Member.with(1_000 * Bodies.BUDGET);
        private final UUID campaignId =
                member.draft(Bodies.campaign()).jsonPath().getUUID("campaignId");
        private final Map<UUID, Item> items = new LinkedHashMap<>();
        private final List<UUID> reviews = new ArrayList<>();
        private UUID openReview;
        private int contents;

        Walk(long seed) {
            this.random = new Random(seed);
        }

        void step() {
            switch (random.nextInt(14)) {
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
                default -> {
                    if (random.nextInt(4) == 0) {
                        run("stop");
                    }
                }
            }
            items.forEach((id, item) -> {
                assertThat(member.status(id)).as("%s", steps).isEqualTo(item.status);
                if (Set.of("live", "paused").contains(item.status)) {
                    assertThat(item.approved).as("%s", steps).contains(item.content());
                }
            });
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
                                    Map.of(
                                            "bid",
                                            Map.of("model", "CPM", "amountMicros", 1 + random.nextInt(90_000_000)))),
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
                assertThat(response.jsonPath().getInt("accepted"))
                        .as("%s", steps)
                        .isEqualTo(item.isOver() ? 0 : 1);
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
                assertThat(response.jsonPath().getString("status"))
                        .as("%s", steps)
                        .isEqualTo("in-review");
                openReview = response.jsonPath().getUUID("reviewId");
                reviews.add(openReview);
                items.values().stream()
                        .filter(item -> Set.of("draft", "in-review").contains(item.status))
                        .forEach(item -> item.status = "in-review");
            }
        }

        private void judge(String who, String outcome) {
            if (reviews.isEmpty()) {
                return;
            }
            var reviewId = random.nextInt(3) > 0
                    ? reviews.get(reviews.size() - 1)
                    : reviews.get(random.nextInt(reviews.size()));
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

        /** Nothing was ever on the air that was not approved, and what should be on it now is. */
        void checkTheAir() {
            try (var air = new Air()) {
                items.forEach((id, item) -> await().atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> {
                            var live = air.of(id);
                            assertThat(live.isPresent()).as("%s", steps).isEqualTo(item.status.equals("live"));
                            live.ifPresent(shown -> assertThat(content(shown)).isEqualTo(item.content()));
                        }));
                var versions = new HashMap<String, Long>();
                for (var record : air.all()) {
                    var item = items.get(UUID.fromString(record.key()));
                    if (item != null && record.value() != null) {
                        var shown = Json.read(record.value(), LiveLineItem.class);
                        assertThat(item.approved).as("%s", steps).contains(content(shown));
                        assertThat(versions.put(record.key(), shown.version()))
                                .satisfiesAnyOf(
                                        before -> assertThat(before).isNull(),
                                        before -> assertThat(before).isLessThan(shown.version()));
                    }
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
    }

    /** What a line item should be by now. */
    private static final class Item {

        private final Set<String> approved = new HashSet<>();
        private final Set<String> benefits = new java.util.TreeSet<>();
        private String touchpoint;
        private String status = "draft";
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
