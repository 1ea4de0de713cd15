package io.houdao.endtoend.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.endtoend.driver.Cell;
import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Event;
import io.houdao.endtoend.driver.Json;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a rice cooker's preference steers an ad on the TV: permission off, on, off, on, and revoked at noon. */
public final class StoryG extends Story {

    private static final String SLOT = "tv-launcher.kitchen-card";
    private static final String SCENE = "home/life";
    private static final String SOFT = "rice-texture:soft";
    private static final Cell COOKING = new Cell("rice-cooker", "cooking", "tv");

    public StoryG(Drivers drivers, Narrator narrator) {
        super(drivers, narrator);
    }

    @Override
    public void play() {
        title(
                "G  The rice cooker and the TV",
                "The Weis cook their rice soft. Their rice cooker knows, and shows nothing. Their TV may know only while they"
                        + " let it.");
        var wei = Cast.person(drivers);
        var tv = Cast.device(drivers, wei, "tv", true);
        var riceCooker = Cast.device(drivers, wei, "rice-cooker", true);

        step("The rice cooker reports how they like their rice.")
                .shows("/items/0/tag", "/items/0/provenance", "/items/0/expiresAt")
                .doing(() -> drivers.profile().report(riceCooker, SOFT));
        denied(wei, tv);
        granted(wei, tv, "Over lunch Wei changes their mind and allows it.");
        denied(wei, tv);
        var riceAd = granted(wei, tv, "And allows it again.");
        revokedAtNoon(wei, tv, riceAd.lineItemId());
    }

    private void denied(UUID wei, UUID tv) {
        step("Wei says no: what we cook is not for the TV.")
                .shows("/source", "/dataKind", "/surface", "/decision")
                .doing(() -> drivers.profile().deny(wei, COOKING));
        expectWithin(
                SOON,
                "within two seconds the TV uses nothing of it",
                () -> ask(tv),
                decision -> !isPersonal(decision) && !decision.isHeldBack());
        var projection = drivers.profile().projection(wei);
        expect("the tag does not leave profile-service", !projection.toString().contains(SOFT), projection);
    }

    private Decision.Ad granted(UUID wei, UUID tv, String what) {
        step(what)
                .shows("/source", "/dataKind", "/surface", "/decision")
                .doing(() -> drivers.profile().grant(wei, COOKING));
        var decision = step("The TV asks what to show on its kitchen card.")
                .shows(
                        "/decisions/0/outcome",
                        "/decisions/0/ad/assets/title",
                        "/decisions/0/ad/benefit",
                        "/decisions/0/ad/why/zh")
                .expectWithin(
                        SOON, "within two seconds it is the rice that suits them", () -> ask(tv), StoryG::isPersonal);
        var ad = decision.shown();
        expect(
                "the reason names the rice cooker",
                "rice-cooker".equals(ad.why().source()) && ad.why().zh().contains("电饭煲"),
                ad.why());
        drivers.feedback()
                .tell(tv, List.of(Event.impression(ad.receipt()), Event.offered(ad.receipt(), Duration.ofMillis(700))));
        return ad;
    }

    private void revokedAtNoon(UUID wei, UUID tv, UUID riceLineItem) {
        step("At noon Wei takes the permission back.")
                .shows("/source", "/dataKind", "/surface", "/decision")
                .doing(() -> drivers.profile().revoke(wei, COOKING));
        var decision = step("The TV asks.")
                .shows(
                        "/decisions/0/outcome",
                        "/decisions/0/reason",
                        "/decisions/0/ad/assets/title",
                        "/decisions/0/ad/why/zh")
                .expectWithin(
                        SOON,
                        "the next decisions are no longer personal",
                        () -> ask(tv),
                        answer -> !isPersonal(answer) && !answer.isHeldBack());
        var explanation = step("An operator asks why the rice lost. They are not told who was asking.")
                .shows("/standing", "/rejections")
                .asking(() -> drivers.placement().explain(decision.decisionId()));
        expect(
                "the rice lost because the permission was missing",
                "no-permission".equals(outcomeOf(riceLineItem, explanation)),
                explanation);
    }

    private Decision ask(UUID tv) {
        return drivers.placement().ask(tv, SCENE, SLOT);
    }

    private static boolean isPersonal(Decision decision) {
        return decision.ad() != null && SOFT.equals(decision.ad().why().tag());
    }

    private static @Nullable String outcomeOf(UUID lineItemId, JsonNode explanation) {
        return Json.stream(explanation.path("candidates"))
                .filter(candidate -> candidate.path("lineItemId").asText().equals(lineItemId.toString()))
                .map(candidate -> candidate.path("outcome").asText())
                .findFirst()
                .orElse(null);
    }
}
