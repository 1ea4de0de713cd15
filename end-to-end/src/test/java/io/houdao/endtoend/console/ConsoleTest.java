package io.houdao.endtoend.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Event;
import io.houdao.endtoend.driver.Http;
import io.houdao.endtoend.driver.Identities;
import io.houdao.endtoend.driver.Json;
import io.houdao.endtoend.driver.PlacementDriver.Opportunity;
import io.houdao.endtoend.driver.Token;
import io.houdao.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console in a real browser, on the real suite: what it must not do, and a campaign's whole way through it. */
class ConsoleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long DEPOSIT = 9_000_000_000L;
    private static final String SCENE = "home/entertainment";
    private static final String SLOT = "tv-player.brand-channel";
    private static final String MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    private static final String ITEM = "/lineItems/0";
    private static final String CREATIVE = ITEM + "/creatives/0";
    private static final String VARIANT = CREATIVE + "/variants/0";

    private static Chromium chromium;

    private final SharedSuite shared = SharedSuite.running();
    private final Drivers drivers = shared.drivers();
    private final Identities identities = new Identities(shared.suite().issuer());
    private final UUID advertiserId = UUID.randomUUID();
    private final String name = "软米 Soft rice " + advertiserId;

    @BeforeAll
    static void aBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void noBrowser() {
        chromium.close();
    }

    @Test
    void whoHasNoTokenIsAskedToSignInAndNothingIsFetched() {
        var page = chromium.page();
        var asked = new ArrayList<String>();
        page.onRequest(request -> asked.add(request.url()));

        open(page, "#/campaigns/" + UUID.randomUUID());

        assertThat(heading(page)).hasText("Sign in");
        assertThat(asked).noneMatch(url -> url.contains("/v1/"));
        for (var wrong : List.of("", "not a token", "eyJhbGciOiJub25lIn0.eyJncm91cHMiOlsiYWR2ZXJ0aXNlciJdfQ.")) {
            page.locator("#token").fill(wrong);
            button(page, "Sign in").click();
            assertThat(page.locator("#token")).isFocused();
            assertThat(page.getByRole(AriaRole.ALERT)).hasText(Pattern.compile("token"));
            assertThat(heading(page)).hasText("Sign in");
        }
    }

    @Test
    void anotherAdvertisersCampaignIsNotThere() {
        takeOn(advertiserId);
        var stranger = UUID.randomUUID();
        takeOn(stranger);
        var campaignId = draft(name);

        var page = signedIn(identities.advertiser(stranger));

        assertThat(page.locator("main")).containsText("There are no campaigns here.");
        for (var address : List.of("", "/report", "/edit")) {
            open(page, "#/campaigns/" + campaignId + address);
            assertThat(heading(page)).hasText("There is no such page for you");
            assertThat(page.locator("main")).not().containsText("软米");
        }
    }

    @Test
    void markupInWhatPeopleWroteStaysText() {
        takeOn(advertiserId);
        var campaignId = draft(MARKUP);
        var page = chromium.page();
        var spoken = new ArrayList<String>();
        page.onDialog(dialog -> {
            spoken.add(dialog.message());
            dialog.dismiss();
        });
        signIn(page, identities.advertiser(advertiserId));

        assertThat(page.getByRole(AriaRole.LINK, named(MARKUP))).hasText(MARKUP);
        var headingByAddress = Map.of("", MARKUP, "/edit", "Edit", "/report", "Report: " + MARKUP);
        headingByAddress.forEach((address, heading) -> {
            open(page, "#/campaigns/" + campaignId + address);
            assertThat(heading(page)).hasText(heading);
            assertThat(page.locator("main img, main script")).hasCount(0);
        });
        assertThat(spoken).isEmpty();
    }

    @Test
    void aCampaignGoesItsWholeWayAndIsReported() throws IOException {
        takeOn(advertiserId);
        var page = signedIn(identities.advertiser(advertiserId));
        page.getByRole(AriaRole.LINK, named("New campaign")).click();

        whatIsMissingIsShownWhereItIs(page);
        fillIn(page);
        field(page, CREATIVE + "/benefit").fill("全网最好的米 The best rice of all");
        assertThat(wrong(page, CREATIVE + "/benefit")).hasText(Pattern.compile("superlative"));
        save(page);
        var campaignId = UUID.fromString(page.url().replaceFirst(".*/", ""));
        button(page, "Submit for review").click();
        assertThat(said(page)).hasText(Pattern.compile("The bottom line is not met yet"));
        assertThat(page.locator(".findings")).containsText("superlative");

        page.getByRole(AriaRole.LINK, named("Edit")).click();
        field(page, CREATIVE + "/benefit").fill("A sample bag of the rice that suits how you cook it");
        assertThat(page.locator("main")).containsText("Nothing is missing.");
        save(page);
        button(page, "Submit for review").click();
        assertThat(said(page)).hasText(Pattern.compile("waits for a reviewer"));
        assertThat(status(page)).hasText("in review");

        reviewerPasses();
        page.reload();
        assertThat(status(page)).hasText("live");
        assertThat(page.locator("main")).containsText("A bag of rice is a bag of rice.");
        button(page, "Pause").click();
        assertThat(status(page)).hasText("paused");
        button(page, "Resume").click();
        assertThat(status(page)).hasText("live");

        threePeopleSeeIt(campaignId);
        whatBecameOfItIsReported(page, campaignId);

        open(page, "#/campaigns/" + campaignId);
        page.locator("summary", new Page.LocatorOptions().setHasText("Stop")).click();
        button(page, "Stop").click();
        assertThat(status(page)).hasText("stopped");
    }

    @Test
    void aStoppedLaunchIsSubmittedAgainOnceEveryIssueIsClosed() {
        takeOn(advertiserId);
        var campaignId = submitted();
        drivers.campaign().pass(openReview(campaignId), "Rice is rice.", "It says who sells it.", "At dinner.");
        var reviewer = signedIn(identities.reviewer());
        open(reviewer, "#/campaigns/" + campaignId + "/stop-ship");
        button(reviewer, "Stop the launch").click();
        assertThat(wrong(reviewer, "/reason")).hasText(Pattern.compile("is required"));
        field(reviewer, "/reason").fill("Nobody checked its words");
        field(reviewer, "/issues").fill("The price is missing\n" + MARKUP);
        button(reviewer, "Stop the launch").click();
        assertThat(said(reviewer)).hasText(Pattern.compile("The launch is stopped"));

        var page = signedIn(identities.advertiser(advertiserId));
        open(page, "#/campaigns/" + campaignId);
        assertThat(status(page)).hasText("draft");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nobody checked its words");
        button(page, "Submit for review").click();
        assertThat(said(page)).hasText(Pattern.compile("The bottom line is not met yet"));
        page.getByRole(AriaRole.LINK, named("Show the issues")).click();
        assertThat(page.locator("main img, main script")).hasCount(0);
        assertThat(button(page, "Close")).hasCount(0);
        for (var title : List.of("The price is missing", MARKUP)) {
            say(page, title, "Say how it was put right", "It is on the card now.");
            assertThat(article(page, title).locator(".badge")).hasText("put right");
        }

        reviewer.reload();
        say(reviewer, MARKUP, "Open again", "It is not.");
        assertThat(article(reviewer, MARKUP).locator(".badge")).hasText("open");
        page.reload();
        say(page, MARKUP, "Say how it was put right", "It is gone.");
        reviewer.reload();
        for (var title : List.of("The price is missing", MARKUP)) {
            article(reviewer, title).getByRole(AriaRole.BUTTON).first().click();
            assertThat(article(reviewer, title).locator(".badge")).hasText("closed");
        }
        open(page, "#/campaigns/" + campaignId);
        button(page, "Submit for review").click();
        assertThat(said(page)).hasText(Pattern.compile("waits for a reviewer"));
    }

    @Test
    void whoIsJudgedMayAppealAndSomebodyElseJudges() {
        takeOn(advertiserId);
        var campaignId = submitted();
        var reviewer = signedIn(identities.reviewer());
        open(reviewer, "#/reviews/" + openReview(campaignId));
        giveVerdict(reviewer, "fail");
        assertThat(said(reviewer)).hasText(Pattern.compile("Failed"));

        var page = signedIn(identities.advertiser(advertiserId));
        open(page, "#/campaigns/" + campaignId);
        var failed = page.locator("article").filter(new Locator.FilterOptions().setHasText("failed"));
        failed.locator("summary").click();
        failed.getByRole(AriaRole.BUTTON).click();
        assertThat(wrong(page, "/grounds")).hasText(Pattern.compile("is required"));
        field(page, "/grounds").fill("It does say who sells it.");
        failed.getByRole(AriaRole.BUTTON).click();
        assertThat(said(page)).hasText(Pattern.compile("Your appeal waits"));
        assertThat(page.locator("summary").filter(new Locator.FilterOptions().setHasText("Appeal")))
                .hasCount(0);

        open(reviewer, "#/reviews/" + openReview(campaignId));
        assertThat(reviewer.locator("main")).containsText("It does say who sells it.");
        giveVerdict(reviewer, "pass");
        assertThat(reviewer.locator("form .problem")).containsText("somebody else must judge it");

        open(reviewer, "#/campaigns/" + campaignId + "/stop-ship");
        field(reviewer, "/reason").fill("Nobody checked its words");
        field(reviewer, "/issues").fill("The price is missing");
        button(reviewer, "Stop the launch").click();
        assertThat(said(reviewer)).hasText(Pattern.compile("The launch is stopped"));
        open(page, "#/campaigns/" + campaignId + "/stop-ship");
        page.locator("details.card > summary").click();
        field(page, "/grounds").fill("The price is on it.");
        button(page, "Appeal").click();
        assertThat(said(page)).hasText(Pattern.compile("Your appeal waits"));
        reviewer.reload();
        assertThat(reviewer.locator("main")).containsText("The price is on it.");
        field(reviewer, "/verdict").selectOption("granted");
        field(reviewer, "/reasons").fill("So it is.");
        button(reviewer, "Verdict on the appeal").click();
        assertThat(reviewer.locator("form .problem").first()).not().isEmpty();
    }

    @Test
    void anOwnerNamesMembersAndCampaignsAreCopiedAndPutAway() {
        takeOn(advertiserId);
        var campaignId = draft(name);
        var page = signedIn(identities.advertiser(advertiserId));
        page.getByRole(AriaRole.LINK, named("Members")).click();
        assertThat(page.locator("main")).containsText("Nobody is named yet");
        button(page, "Save").click();
        assertThat(wrong(page, "/subject")).hasText("is required");
        var guest = "<img src=x onerror=alert(1)>";
        nameMember(page, "member-of-" + advertiserId, "OWNER");
        nameMember(page, guest, "VIEWER");
        assertThat(page.locator("main img")).hasCount(0);
        var row = page.locator("tr").filter(new Locator.FilterOptions().setHasText(guest));
        assertThat(row).containsText("viewer");
        row.locator("summary").click();
        row.getByRole(AriaRole.BUTTON).click();
        assertThat(said(page)).hasText(guest + " is no member any more.");
        assertThat(row).hasCount(0);

        open(page, "#/campaigns/" + campaignId);
        button(page, "Copy").click();
        assertThat(said(page)).hasText(Pattern.compile("This is the copy"));
        assertThat(page).not().hasURL(Pattern.compile(campaignId.toString()));
        button(page, "Archive").click();
        assertThat(page.locator(".lead .badge")).hasText("archived");
        assertThat(button(page, "Submit for review")).hasCount(0);
        button(page, "Take up again").click();
        assertThat(page.locator(".lead .badge")).hasCount(0);
    }

    private static void nameMember(Page page, String subject, String role) {
        field(page, "/subject").fill(subject);
        field(page, "/role").selectOption(role);
        button(page, "Save").click();
        assertThat(said(page)).containsText(subject);
    }

    private static Locator article(Page page, String label) {
        return page.getByRole(AriaRole.ARTICLE, named(label));
    }

    /** Of an issue. */
    private static void say(Page page, String title, String what, String words) {
        var issue = article(page, title);
        issue.locator("summary")
                .filter(new Locator.FilterOptions().setHasText(what))
                .click();
        issue.locator("textarea:visible").fill(words);
        issue.locator("form:visible button").click();
        assertThat(page.locator("main[aria-busy]")).hasCount(0);
        assertThat(said(page)).not().isEmpty();
    }

    private static void giveVerdict(Page page, String verdict) {
        field(page, "/verdict").selectOption(verdict);
        for (var reason : List.of("/userBenefit", "/sincerity", "/sceneFit")) {
            field(page, reason).fill("Because it is so.");
        }
        button(page, "Give the verdict").click();
    }

    /** A campaign that waits for its verdict. */
    private UUID submitted() {
        var campaign =
                Http.json("""
                        {"name": "%s", "category": "food", "lineItems": [{
                          "name": "At dinner", "delivery": "AUCTION", "bid": {"model": "CPM", "amountMicros": 120000000},
                          "budgetMicros": 1000000000, "startsAt": "%s", "endsAt": "%s", "scenes": ["%s"], "dealOnly": true,
                          "creatives": [{"benefit": "A sample bag of rice", "childSafe": false, "variants": [{
                            "slotClass": "OTT", "scenes": ["%s"],
                            "assets": {"title": "Rice", "image": "https://cdn.example/rice.png"}}]}]}]}""".formatted(name, Instant.now(), Instant.now().plus(Duration.ofDays(30)), SCENE, SCENE));
        var campaignId =
                Json.id(drivers.campaign().draft(advertiserId, UUID.randomUUID().toString(), campaign), "campaignId");
        drivers.campaign().submit(advertiserId, campaignId);
        return campaignId;
    }

    private UUID openReview(UUID campaignId) {
        return drivers.campaign().openReviews().stream()
                .filter(review -> Json.id(review, "campaignId").equals(campaignId))
                .map(review -> Json.id(review, "reviewId"))
                .findFirst()
                .orElseThrow();
    }

    /** The refusal of a service, at the field that its pointer names, where the writer is led. */
    private static void whatIsMissingIsShownWhereItIs(Page page) {
        button(page, "Save draft").click();
        assertThat(field(page, "/name")).isFocused();
        assertThat(field(page, "/name")).hasAttribute("aria-invalid", "true");
        assertThat(wrong(page, "/name")).hasText("is required");
        assertThat(wrong(page, ITEM + "/scenes")).hasText(Pattern.compile("is required"));
        assertThat(heading(page)).hasText("New campaign");
    }

    private void fillIn(Page page) {
        field(page, "/name").fill(name);
        field(page, "/category").fill("food");
        field(page, ITEM + "/name").fill("晚饭时间 At dinner");
        field(page, ITEM + "/bid/amountMicros").fill("120");
        field(page, ITEM + "/budgetMicros").fill("6000");
        field(page, ITEM + "/scenes").fill(SCENE);
        // Sold by name only, so that no other test meets it.
        field(page, ITEM + "/dealOnly").check();
        field(page, CREATIVE + "/landingUrl").fill("https://qinghe.example/soft");
        field(page, VARIANT + "/slotClass").selectOption("OTT");
        field(page, VARIANT + "/scenes").fill(SCENE);
        field(page, VARIANT + "/assets/title").fill("软米");
        field(page, VARIANT + "/assets/image").fill("https://cdn.example/soft.png");
    }

    private static void save(Page page) {
        button(page, "Save draft").click();
        assertThat(said(page)).hasText("The draft is saved.");
    }

    private void reviewerPasses() {
        var page = signedIn(identities.reviewer());
        assertThat(heading(page)).hasText("Reviews");
        page.getByRole(AriaRole.LINK, named(name)).click();
        button(page, "Claim for two hours").click();
        assertThat(button(page, "Release")).isVisible();
        button(page, "Give the verdict").click();
        assertThat(field(page, "/verdict")).isFocused();
        assertThat(wrong(page, "/sincerity")).hasText(Pattern.compile("is required"));
        field(page, "/verdict").selectOption("pass");
        field(page, "/userBenefit").fill("A bag of rice is a bag of rice.");
        field(page, "/sincerity").fill("It says who sells it and why you see it.");
        field(page, "/sceneFit").fill("At dinner, on the screen that is on anyway.");
        button(page, "Give the verdict").click();
        assertThat(said(page)).hasText("Passed.");
    }

    private void threePeopleSeeIt(UUID campaignId) {
        var lineItemId =
                Json.id(drivers.campaign().lineItems(advertiserId, campaignId).get(0), "lineItemId");
        for (var showing = 0; showing < 3; showing++) {
            var television = television();
            var decision = await().atMost(PATIENCE)
                    .until(() -> ask(television, lineItemId), answer -> answer.shows(lineItemId));
            var receipt = decision.shown().receipt();
            drivers.feedback()
                    .tell(television, List.of(Event.impression(receipt), Event.close(receipt, Duration.ofSeconds(1))));
        }
    }

    private UUID television() {
        var personId = UUID.randomUUID();
        var deviceId = UUID.randomUUID();
        drivers.profile().addPerson(personId, LocalDate.parse("1988-05-04"), null);
        drivers.profile().bind(personId, deviceId, "tv", false);
        return deviceId;
    }

    private Decision ask(UUID television, UUID lineItemId) {
        return drivers.placement()
                .ask(television, SCENE, List.of(new Opportunity(SLOT, lineItemId)))
                .get(0);
    }

    private static void whatBecameOfItIsReported(Page page, UUID campaignId) throws IOException {
        var delivery = page.locator("figure").filter(new Locator.FilterOptions().setHasText("Delivery"));
        await().atMost(PATIENCE).until(() -> {
            open(page, "#/campaigns/" + campaignId + "/report");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("In detail")))
                    .isVisible();
            return delivery.count() == 1
                    && impressions(page) == 3
                    && page.locator("main").textContent().contains("The person");
        });
        assertThat(delivery.getByRole(AriaRole.IMG)).hasAccessibleName("Delivery");
        assertThat(delivery.locator("rect.series-0").first()).isVisible();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Three wins")))
                .isVisible();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("中文"))
                .click();
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(heading(page)).hasText(Pattern.compile("报表"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English"))
                .click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    /** Of all rows of the file that the page hands out. */
    private static long impressions(Page page) throws IOException {
        var download = page.waitForDownload(button(page, "Download CSV")::click);
        assertThat(download.suggestedFilename()).matches("report-.*-by-day\\.csv");
        var lines = Files.readAllLines(download.path());
        var column = Arrays.asList(lines.get(0).split(",")).indexOf("impressions");
        assertThat(lines.get(0)).startsWith("day,");
        return lines.stream()
                .skip(1)
                .mapToLong(line -> Long.parseLong(line.split(",", -1)[column]))
                .sum();
    }

    private void takeOn(UUID advertiser) {
        drivers.campaign().register(Http.json("""
                        {"advertiserId": "%s", "name": "青禾大米 Qinghe Rice", "zone": "Asia/Shanghai", "currency": "CNY",
                         "domains": ["qinghe.example"]}""".formatted(advertiser)));
        drivers.campaign().deposit(advertiser, DEPOSIT, "transfer " + advertiser);
    }

    private UUID draft(String campaignName) {
        var campaign = Http.json("{\"category\": \"food\"}");
        ((ObjectNode) campaign).put("name", campaignName);
        return Json.id(drivers.campaign().draft(advertiserId, UUID.randomUUID().toString(), campaign), "campaignId");
    }

    private Page signedIn(Token token) {
        var page = chromium.page();
        signIn(page, token);
        return page;
    }

    private void signIn(Page page, Token token) {
        open(page, "");
        page.locator("#token").fill(token.jwt());
        button(page, "Sign in").click();
        assertThat(heading(page)).hasText(Pattern.compile("Campaigns|Reviews"));
        assertThat(page.locator("main[aria-busy]")).hasCount(0);
    }

    private static void open(Page page, String address) {
        page.navigate("about:blank");
        page.navigate(SharedSuite.running()
                .suite()
                .uri(Service.CAMPAIGN)
                .resolve("/console/" + address)
                .toString());
        assertThat(page.locator("main[aria-busy]")).hasCount(0);
    }

    /** What the console says of the last thing that was done. */
    private static Locator said(Page page) {
        return page.getByRole(AriaRole.STATUS);
    }

    private static Locator heading(Page page) {
        return page.locator("h1");
    }

    private static Locator button(Page page, String label) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    private static Page.GetByRoleOptions named(String text) {
        return new Page.GetByRoleOptions().setName(text).setExact(true);
    }

    private static Locator field(Page page, String pointer) {
        return page.locator("[name=\"" + pointer + "\"]");
    }

    private static Locator wrong(Page page, String pointer) {
        return page.locator("[data-pointer=\"" + pointer + "\"] .wrong");
    }

    /** Of the campaign's only line item. */
    private static Locator status(Page page) {
        return page.locator("article .badge").first();
    }
}
