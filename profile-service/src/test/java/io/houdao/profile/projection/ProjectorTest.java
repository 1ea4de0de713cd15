package io.houdao.profile.projection;

import static io.houdao.profile.projection.AHome.NOON;
import static io.houdao.profile.projection.AHome.TOMORROW;
import static io.houdao.profile.projection.AHome.aChild;
import static io.houdao.profile.projection.AHome.alone;
import static io.houdao.profile.projection.AHome.anAdult;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.PermittedTag;
import io.houdao.contracts.profile.PermittedTag.Family;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.contracts.profile.PersonProjection.ShowingDevice;
import io.houdao.contracts.profile.PersonProjection.Surface;
import io.houdao.contracts.profile.PersonProjection.Wishes;
import io.houdao.profile.catalogue.CatalogueFiles;
import io.houdao.profile.projection.AHome.Someone;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProjectorTest {

    private static final Projector PROJECTOR = new Projector(CatalogueFiles.read());

    @Test
    void withoutAPermissionNoTagLeaves() {
        var anna = aCook().owns("tv");

        assertThat(surface("tv", of(alone(anna))).tags()).isEmpty();
    }

    @Test
    void aPermissionForOneSurfaceOpensOnlyThatSurface() {
        var anna = aCook().owns("tv").owns("phone").grants("rice-cooker", "cooking", "tv");

        var projection = of(alone(anna));

        assertThat(tagsOn("tv", projection)).containsExactly("rice-texture:soft");
        assertThat(tagsOn("phone", projection)).isEmpty();
    }

    @Test
    void aPermissionForOneSourceOrKindOfDataOpensNoOther() {
        var anna = aCook().owns("tv").grants("air-fryer", "cooking", "tv").grants("rice-cooker", "viewing", "tv");

        assertThat(tagsOn("tv", of(alone(anna)))).isEmpty();
    }

    @Test
    void aTagLeavesWithItsFamilySourceAndExpiry() {
        var anna = aCook().owns("tv").grants("rice-cooker", "cooking", "tv");

        assertThat(surface("tv", of(alone(anna))).tags()).first().satisfies(tag -> {
            assertThat(tag.family()).isEqualTo(Family.AIOT);
            assertThat(tag.source()).isEqualTo(new DeviceKind("rice-cooker"));
            assertThat(tag.expiresAt()).isEqualTo(TOMORROW);
        });
    }

    @Test
    void aTagLeavesUntilJustBeforeItExpires() {
        var anna = anAdult()
                .owns("tv")
                .hasTag("rice-texture:soft", "rice-cooker", TOMORROW)
                .grants("rice-cooker", "cooking", "tv");

        assertThat(tagsOn("tv", of(alone(anna), TOMORROW.minusMillis(1)))).isNotEmpty();
        assertThat(tagsOn("tv", of(alone(anna), TOMORROW))).isEmpty();
    }

    @Test
    void aTagLeavesUntilTheFirstYesOfThoseInFrontOfTheSurfaceEnds() {
        var later = TOMORROW.plusSeconds(1);
        var anna = anAdult()
                .shares("tv")
                .hasTag("rice-texture:soft", "rice-cooker", later)
                .grants("rice-cooker", "cooking", "tv");
        var bob = anAdult().grants("rice-cooker", "cooking", "tv", TOMORROW);
        var home = AHome.of(anna, bob);

        assertThat(surface("tv", of(home)).tags())
                .extracting(PermittedTag::expiresAt)
                .containsExactly(TOMORROW);
        assertThat(tagsOn("tv", of(home, TOMORROW.minusMillis(1)))).isNotEmpty();
        assertThat(tagsOn("tv", of(home, TOMORROW))).isEmpty();
        assertThat(Projector.nextChange(home.members().get(1), home, NOON)).contains(TOMORROW);
    }

    @Test
    void theSameTagFromTwoDevicesOfAKindLeavesOnceUntilTheLaterExpiry() {
        var later = TOMORROW.plus(Duration.ofDays(1));
        var anna = aCook().owns("tv")
                .hasTag("rice-texture:soft", "rice-cooker", later)
                .grants("rice-cooker", "cooking", "tv");

        assertThat(surface("tv", of(alone(anna))).tags())
                .extracting(PermittedTag::expiresAt)
                .containsExactly(later);
    }

    @Test
    void healthNeverLeavesWhateverIsGranted() {
        var anna =
                anAdult().owns("watch").hasTag("sleep-quality:poor", "watch").grants("watch", "sleep-health", "watch");

        assertThat(tagsOn("watch", of(alone(anna)))).isEmpty();
    }

    @Test
    void aDeviceThatMustNeverYieldYieldsNothing() {
        var anna = anAdult()
                .owns("tv")
                .owns("story-machine")
                .hasTag("listening-genre:audiobook", "story-machine")
                .grants("story-machine", "listening", "tv");

        var projection = of(alone(anna));

        assertThat(tagsOn("tv", projection)).isEmpty();
        assertThat(projection.surfaces()).containsOnlyKeys(new DeviceKind("tv"));
    }

    @Test
    void onlyDevicesThatShowAreBoundToThePerson() {
        var anna = aCook().owns("rice-cooker").owns("story-machine").owns("tv");

        assertThat(of(alone(anna)).devices()).extracting(ShowingDevice::kind).containsExactly(new DeviceKind("tv"));
    }

    @Test
    void ofAChildNoTagLeavesAndChildRulesHoldEverywhere() {
        var ben = aChild().owns("tv").hasTag("rice-texture:soft", "rice-cooker").grants("rice-cooker", "cooking", "tv");

        var tv = surface("tv", of(alone(ben)));

        assertThat(tv.childRules()).isTrue();
        assertThat(tv.tags()).isEmpty();
    }

    @Test
    void onASharedScreenEveryAdultMustAgree() {
        var anna = aCook().shares("tv").grants("rice-cooker", "cooking", "tv");
        var agreeing = anAdult().grants("rice-cooker", "cooking", "tv");
        var silent = anAdult();

        assertThat(tagsOn("tv", of(AHome.of(anna, agreeing)))).containsExactly("rice-texture:soft");
        assertThat(tagsOn("tv", of(AHome.of(anna, agreeing, silent)))).isEmpty();
    }

    @Test
    void whoRefusedAgreesToNothingWhateverTheyGrantedBefore() {
        var anna = aCook().shares("tv").grants("rice-cooker", "cooking", "tv");
        var refusing = anAdult().grants("rice-cooker", "cooking", "tv").refused();

        assertThat(tagsOn("tv", of(AHome.of(anna, refusing)))).isEmpty();
    }

    @Test
    void onTheirOwnScreenOthersAtHomeDoNotMatter() {
        var anna = aCook().owns("phone").grants("rice-cooker", "cooking", "phone");

        var projection = of(AHome.of(anna, anAdult().adsOff(), aChild()));

        assertThat(tagsOn("phone", projection)).containsExactly("rice-texture:soft");
        assertThat(surface("phone", projection).silent()).isFalse();
        assertThat(surface("phone", projection).childRules()).isFalse();
    }

    @Test
    void oneSharedScreenMakesAllOfItsKindShared() {
        var anna = aCook().owns("tv").shares("tv").grants("rice-cooker", "cooking", "tv");

        assertThat(tagsOn("tv", of(AHome.of(anna, anAdult())))).isEmpty();
    }

    @Test
    void aSharedScreenIsSilentAsSoonAsOneWantsNoAds() {
        var anna = aCook().shares("tv").grants("rice-cooker", "cooking", "tv");
        var noAds = anAdult().grants("rice-cooker", "cooking", "tv").adsOff();

        var tv = surface("tv", of(AHome.of(anna, noAds)));

        assertThat(tv.silent()).isTrue();
        assertThat(tv.tags()).isEmpty();
    }

    @Test
    void aChildAtHomeMeansChildRulesOnSharedScreens() {
        var anna = aCook().shares("tv").grants("rice-cooker", "cooking", "tv");

        var tv = surface("tv", of(AHome.of(anna, aChild())));

        assertThat(tv.childRules()).isTrue();
        assertThat(tv.tags()).isEmpty();
    }

    @Test
    void whoRefusedIsStillKnownByTheirDevicesAndSwitches() {
        var anna = aCook().owns("tv")
                .grants("rice-cooker", "cooking", "tv")
                .refused()
                .muted("weather", TOMORROW);

        var projection = of(alone(anna));

        assertThat(projection.refused()).isTrue();
        assertThat(projection.devices()).hasSize(1);
        assertThat(projection.mutedTouchpoints()).containsExactly(new TouchpointId("weather"));
        assertThat(tagsOn("tv", projection)).isEmpty();
    }

    @Test
    void theMasterSwitchTakesAllTagsBack() {
        var anna = aCook().owns("tv").grants("rice-cooker", "cooking", "tv").adsOff();

        var projection = of(alone(anna));

        assertThat(projection.adsOff()).isTrue();
        assertThat(tagsOn("tv", projection)).isEmpty();
    }

    @Test
    void aMuteEndsExactlyWhenItSays() {
        var anna = anAdult().muted("weather", TOMORROW);

        assertThat(of(alone(anna), TOMORROW.minusMillis(1)).mutedTouchpoints()).hasSize(1);
        assertThat(of(alone(anna), TOMORROW).mutedTouchpoints()).isEmpty();
    }

    @Test
    void theNextChangeIsTheFirstExpiryOrUnmutingOrBirthday() {
        var anna = aCook().muted("weather", TOMORROW.minusSeconds(1));
        var ben = aChild();

        assertThat(nextChange(alone(anna))).isEqualTo(TOMORROW.minusSeconds(1));
        assertThat(nextChange(alone(ben))).isEqualTo("2029-05-17T00:00:00Z");
        assertThat(nextChangeOf(alone(anAdult()))).isEmpty();
    }

    @Test
    void theNextChangeIsAlsoWhenAGuestLeavesOrIsFourteen() {
        var home = alone(anAdult());

        assertThat(nextChange(AHome.visited(home, anAdult(), TOMORROW))).isEqualTo(TOMORROW);
        assertThat(nextChange(AHome.visited(home, aChild(), Instant.parse("2030-01-01T00:00:00Z"))))
                .isEqualTo("2029-05-17T00:00:00Z");
    }

    @Test
    void whatTheOthersAskForHoldsTogetherOnWhatIsSharedAlone() {
        var anna =
                anAdult().shares("tv").owns("phone").muted("browser", TOMORROW).atMost(9, "home/sport");
        var bob = anAdult().muted("weather", TOMORROW).quietIn("home/music").atMost(3, "home/sport");
        var eve = anAdult().muted("tv-launcher", TOMORROW).quietIn("home/music").atMost(2, "home/sport");

        var projection = of(AHome.of(anna, bob, eve));

        assertThat(projection.othersWishes())
                .isEqualTo(new Wishes(
                        Set.of(new DeviceKind("tv")),
                        Set.of(new TouchpointId("weather"), new TouchpointId("tv-launcher")),
                        Set.of(Scene.of("home/music")),
                        Map.of(Scene.of("home/sport"), 2)));
        assertThat(projection.mutedTouchpoints()).containsExactly(new TouchpointId("browser"));
        assertThat(projection.quietScenes()).isEmpty();
        assertThat(projection.dailyAdLimitByScene()).isEqualTo(Map.of(Scene.of("home/sport"), 9));
    }

    @Test
    void whereNobodyElseAsksForAnythingTheProjectionIsAsBefore() {
        var anna = anAdult().shares("tv").muted("weather", TOMORROW);

        assertThat(Json.write(of(AHome.of(anna, anAdult()))))
                .asString(StandardCharsets.UTF_8)
                .contains("\"weather\"")
                .doesNotContain("othersWishes");
    }

    @Test
    void theMuteOfAnotherEndsExactlyWhenItSaysAndIsAwaitedByWhoSharesAScreen() {
        var home = AHome.of(anAdult().shares("tv"), anAdult().muted("weather", TOMORROW));

        assertThat(of(home, TOMORROW.minusMillis(1)).othersWishes()).isNotNull();
        assertThat(of(home, TOMORROW).othersWishes()).isNull();
        assertThat(nextChange(home)).isEqualTo(TOMORROW);
        assertThat(nextChangeOf(AHome.of(anAdult().owns("tv"), anAdult().muted("weather", TOMORROW))))
                .isEmpty();
    }

    @Test
    void theMuteOfAGuestIsAwaitedToo() {
        var home = AHome.of(anAdult().shares("tv"));
        var guest = anAdult().muted("weather", NOON.plusSeconds(1));

        assertThat(nextChange(AHome.visited(home, guest, TOMORROW))).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void wishesThatAreTooManyToLeaveSilenceWhatIsShared() {
        var anna = anAdult().shares("tv").owns("phone");
        var enough = AHome.of(anna, muting(300, "one"), muting(200, "other"));
        var tooMany = AHome.of(anna, muting(300, "one"), muting(201, "other"));

        assertThat(of(enough).othersWishes().mutedTouchpoints()).hasSize(500);
        assertThat(surface("tv", of(enough)).silent()).isFalse();
        assertThat(of(tooMany).othersWishes()).isNull();
        assertThat(surface("tv", of(tooMany)).silent()).isTrue();
        assertThat(surface("phone", of(tooMany)).silent()).isFalse();
    }

    @Test
    void soDoTooManyScenesThatAreQuietOrLimited() {
        var quiet = anAdult();
        var limiting = anAdult();
        for (var i = 0; i <= 100; i++) {
            quiet.quietIn("home/m" + i);
            limiting.atMost(1, "home/m" + i);
        }

        assertThat(surface("tv", of(AHome.of(anAdult().shares("tv"), quiet))).silent())
                .isTrue();
        assertThat(surface("tv", of(AHome.of(anAdult().shares("tv"), limiting))).silent())
                .isTrue();
    }

    private static Someone muting(int touchpoints, String name) {
        var someone = anAdult();
        for (var i = 0; i < touchpoints; i++) {
            someone.muted(name + "-" + i, TOMORROW);
        }
        return someone;
    }

    /** Kafka takes a mebibyte by default, with its headers. */
    @Test
    void theMostThatCanLeaveOfAPersonFitsIntoARecord() {
        var catalogue = CatalogueFiles.read();
        var kinds =
                catalogue.deviceKinds().stream().map(kind -> kind.kind().name()).toList();
        var sources = Stream.concat(Stream.of("self"), kinds.stream()).toList();
        var anna = anAdult();
        for (var i = 0; i < 1_000; i++) {
            anna.shares(kinds.get(i % kinds.size()));
        }
        var bob = anAdult();
        for (var i = 0; i < 100; i++) {
            var scene = "personal/" + ("a-moment-with-a-long-name-" + i + "-".repeat(40)).substring(0, 40);
            anna.quietIn(scene).atMost(1_000, scene);
            bob.quietIn(scene).atMost(1_000, scene);
        }
        for (var i = 0; i < 500; i++) {
            var touchpoint = ("a-touchpoint-with-a-long-name-" + i + "-".repeat(80)).substring(0, 80);
            anna.muted(touchpoint, TOMORROW);
            bob.muted(touchpoint, TOMORROW);
        }
        for (var domain : catalogue.tagDomains()) {
            for (var source : sources) {
                domain.values().forEach(value -> anna.hasTag(domain.domain() + ":" + value, source));
                kinds.forEach(surface -> {
                    anna.grants(source, domain.dataKind(), surface);
                    bob.grants(source, domain.dataKind(), surface);
                });
            }
        }

        var projection = of(AHome.of(anna, bob));

        assertThat(tagsOn("tv", projection)).hasSizeGreaterThan(200);
        assertThat(projection.othersWishes()).isNotNull();
        assertThat(Json.write(projection)).hasSizeBetween(300_000, 900_000);
    }

    private static Someone aCook() {
        return anAdult().hasTag("rice-texture:soft", "rice-cooker");
    }

    private static PersonProjection of(Home home) {
        return of(home, NOON);
    }

    private static PersonProjection of(Home home, Instant now) {
        return PROJECTOR.project(home.members().get(0), home, 1, now);
    }

    private static Instant nextChange(Home home) {
        return nextChangeOf(home).orElseThrow();
    }

    private static Optional<Instant> nextChangeOf(Home home) {
        return Projector.nextChange(home.members().get(0), home, NOON);
    }

    private static Surface surface(String kind, PersonProjection projection) {
        return projection.surfaces().get(new DeviceKind(kind));
    }

    private static List<String> tagsOn(String kind, PersonProjection projection) {
        return surface(kind, projection).tags().stream()
                .map(tag -> tag.tag().toString())
                .toList();
    }
}
