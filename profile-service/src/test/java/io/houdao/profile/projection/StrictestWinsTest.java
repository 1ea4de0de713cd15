package io.houdao.profile.projection;

import static io.houdao.profile.projection.AHome.NOON;
import static io.houdao.profile.projection.AHome.TOMORROW;
import static io.houdao.profile.projection.AHome.aChild;
import static io.houdao.profile.projection.AHome.anAdult;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.PersonProjection.Surface;
import io.houdao.contracts.profile.PersonProjection.Wishes;
import io.houdao.profile.catalogue.CatalogueFiles;
import io.houdao.profile.projection.AHome.Someone;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everyone who may be in front of a screen, what they chose, and what follows: every combination, written out. */
class StrictestWinsTest {

    private static final Projector PROJECTOR = new Projector(CatalogueFiles.read());
    private static final Scene SPORT = Scene.of("home/sport");

    /** The owner is an adult who granted everything; the table is about somebody else. */
    @ParameterizedTest(name = "{0}, {1} screen, {2}")
    @CsvSource(textBlock = """
            # who,           screen, chose,               ads,    rules,       tag
            adult-member  , own   , granted            , ads   , adult      , tag
            adult-member  , own   , nothing            , ads   , adult      , tag
            adult-member  , own   , refused            , ads   , adult      , tag
            adult-member  , own   , ads-off            , ads   , adult      , tag
            adult-member  , own   , refused-and-ads-off, ads   , adult      , tag
            adult-member  , shared, granted            , ads   , adult      , tag
            adult-member  , shared, nothing            , ads   , adult      , no-tag
            adult-member  , shared, refused            , ads   , adult      , no-tag
            adult-member  , shared, ads-off            , silent, adult      , no-tag
            adult-member  , shared, refused-and-ads-off, silent, adult      , no-tag
            child-member  , own   , granted            , ads   , adult      , tag
            child-member  , own   , nothing            , ads   , adult      , tag
            child-member  , own   , refused            , ads   , adult      , tag
            child-member  , own   , ads-off            , ads   , adult      , tag
            child-member  , own   , refused-and-ads-off, ads   , adult      , tag
            child-member  , shared, granted            , ads   , child-rules, no-tag
            child-member  , shared, nothing            , ads   , child-rules, no-tag
            child-member  , shared, refused            , ads   , child-rules, no-tag
            child-member  , shared, ads-off            , silent, child-rules, no-tag
            child-member  , shared, refused-and-ads-off, silent, child-rules, no-tag
            adult-guest   , own   , granted            , ads   , adult      , tag
            adult-guest   , own   , nothing            , ads   , adult      , tag
            adult-guest   , own   , refused            , ads   , adult      , tag
            adult-guest   , own   , ads-off            , ads   , adult      , tag
            adult-guest   , own   , refused-and-ads-off, ads   , adult      , tag
            adult-guest   , shared, granted            , ads   , adult      , tag
            adult-guest   , shared, nothing            , ads   , adult      , no-tag
            adult-guest   , shared, refused            , ads   , adult      , no-tag
            adult-guest   , shared, ads-off            , silent, adult      , no-tag
            adult-guest   , shared, refused-and-ads-off, silent, adult      , no-tag
            child-guest   , own   , granted            , ads   , adult      , tag
            child-guest   , own   , nothing            , ads   , adult      , tag
            child-guest   , own   , refused            , ads   , adult      , tag
            child-guest   , own   , ads-off            , ads   , adult      , tag
            child-guest   , own   , refused-and-ads-off, ads   , adult      , tag
            child-guest   , shared, granted            , ads   , child-rules, no-tag
            child-guest   , shared, nothing            , ads   , child-rules, no-tag
            child-guest   , shared, refused            , ads   , child-rules, no-tag
            child-guest   , shared, ads-off            , silent, child-rules, no-tag
            child-guest   , shared, refused-and-ads-off, silent, child-rules, no-tag
            guest-who-left, own   , granted            , ads   , adult      , tag
            guest-who-left, own   , nothing            , ads   , adult      , tag
            guest-who-left, own   , refused            , ads   , adult      , tag
            guest-who-left, own   , ads-off            , ads   , adult      , tag
            guest-who-left, own   , refused-and-ads-off, ads   , adult      , tag
            guest-who-left, shared, granted            , ads   , adult      , tag
            guest-who-left, shared, nothing            , ads   , adult      , tag
            guest-who-left, shared, refused            , ads   , adult      , tag
            guest-who-left, shared, ads-off            , ads   , adult      , tag
            guest-who-left, shared, refused-and-ads-off, ads   , adult      , tag
            child-who-left, own   , granted            , ads   , adult      , tag
            child-who-left, own   , nothing            , ads   , adult      , tag
            child-who-left, own   , refused            , ads   , adult      , tag
            child-who-left, own   , ads-off            , ads   , adult      , tag
            child-who-left, own   , refused-and-ads-off, ads   , adult      , tag
            child-who-left, shared, granted            , ads   , adult      , tag
            child-who-left, shared, nothing            , ads   , adult      , tag
            child-who-left, shared, refused            , ads   , adult      , tag
            child-who-left, shared, ads-off            , ads   , adult      , tag
            child-who-left, shared, refused-and-ads-off, ads   , adult      , tag
            """)
    void somebodyElse(String who, String screen, String chose, String ads, String rules, String tag) {
        var owner = anOwner(anAdult(), screen, "granted");
        var other = choosing(who.startsWith("child") ? aChild() : anAdult(), chose);
        var home = who.endsWith("member")
                ? AHome.of(owner, other)
                : AHome.visited(AHome.of(owner), other, who.endsWith("left") ? NOON : TOMORROW);

        check(tvOf(home), ads, rules, tag);
    }

    /** Somebody who granted everything lives with the owner and visits, too; the table is about the owner. */
    @ParameterizedTest(name = "{0}, {1} screen, {2}")
    @CsvSource(textBlock = """
            # age, screen, chose,               ads,    rules,       tag
            adult, own   , granted            , ads   , adult      , tag
            adult, own   , nothing            , ads   , adult      , no-tag
            adult, own   , refused            , ads   , adult      , no-tag
            adult, own   , ads-off            , silent, adult      , no-tag
            adult, own   , refused-and-ads-off, silent, adult      , no-tag
            adult, shared, granted            , ads   , adult      , tag
            adult, shared, nothing            , ads   , adult      , no-tag
            adult, shared, refused            , ads   , adult      , no-tag
            adult, shared, ads-off            , silent, adult      , no-tag
            adult, shared, refused-and-ads-off, silent, adult      , no-tag
            child, own   , granted            , ads   , child-rules, no-tag
            child, own   , nothing            , ads   , child-rules, no-tag
            child, own   , refused            , ads   , child-rules, no-tag
            child, own   , ads-off            , silent, child-rules, no-tag
            child, own   , refused-and-ads-off, silent, child-rules, no-tag
            child, shared, granted            , ads   , child-rules, no-tag
            child, shared, nothing            , ads   , child-rules, no-tag
            child, shared, refused            , ads   , child-rules, no-tag
            child, shared, ads-off            , silent, child-rules, no-tag
            child, shared, refused-and-ads-off, silent, child-rules, no-tag
            """)
    void theOwner(String age, String screen, String chose, String ads, String rules, String tag) {
        var owner = anOwner(age.equals("child") ? aChild() : anAdult(), screen, chose);
        var home = AHome.of(owner, choosing(anAdult(), "granted"));

        check(tvOf(home), ads, rules, tag);
        check(tvOf(AHome.visited(home, choosing(anAdult(), "granted"), TOMORROW)), ads, rules, tag);
    }

    /** What somebody asks for who may be in front of the owner's tv; the owner's wishes are their own, and not of others. */
    @ParameterizedTest(name = "{0}, {1} screen, {2}")
    @CsvSource(textBlock = """
            # who,           screen, asks,       holds
            adult-member  , own   , mute      , no
            adult-member  , own   , quiet     , no
            adult-member  , own   , limit     , no
            adult-member  , shared, nothing   , no
            adult-member  , shared, mute      , yes
            adult-member  , shared, quiet     , yes
            adult-member  , shared, limit     , yes
            child-member  , own   , mute      , no
            child-member  , own   , quiet     , no
            child-member  , own   , limit     , no
            child-member  , shared, nothing   , no
            child-member  , shared, mute      , yes
            child-member  , shared, quiet     , yes
            child-member  , shared, limit     , yes
            refused-member, own   , mute      , no
            refused-member, own   , quiet     , no
            refused-member, own   , limit     , no
            refused-member, shared, nothing   , no
            refused-member, shared, mute      , yes
            refused-member, shared, quiet     , yes
            refused-member, shared, limit     , yes
            adult-guest   , own   , mute      , no
            adult-guest   , own   , quiet     , no
            adult-guest   , own   , limit     , no
            adult-guest   , shared, nothing   , no
            adult-guest   , shared, mute      , yes
            adult-guest   , shared, quiet     , yes
            adult-guest   , shared, limit     , yes
            guest-who-left, own   , mute      , no
            guest-who-left, own   , quiet     , no
            guest-who-left, own   , limit     , no
            guest-who-left, shared, nothing   , no
            guest-who-left, shared, mute      , no
            guest-who-left, shared, quiet     , no
            guest-who-left, shared, limit     , no
            the-owner     , own   , mute      , no
            the-owner     , own   , quiet     , no
            the-owner     , own   , limit     , no
            the-owner     , shared, nothing   , no
            the-owner     , shared, mute      , no
            the-owner     , shared, quiet     , no
            the-owner     , shared, limit     , no
            """)
    void whatSomebodyElseAsksFor(String who, String screen, String asks, String holds) {
        var owner = anOwner(who.equals("the-owner") ? asking(anAdult(), asks) : anAdult(), screen, "granted");
        var home = switch (who) {
            case "adult-member" -> AHome.of(owner, asking(anAdult(), asks));
            case "child-member" -> AHome.of(owner, asking(aChild(), asks));
            case "refused-member" -> AHome.of(owner, asking(anAdult().refused(), asks));
            case "adult-guest" -> AHome.visited(AHome.of(owner), asking(anAdult(), asks), TOMORROW);
            case "guest-who-left" -> AHome.visited(AHome.of(owner), asking(anAdult(), asks), NOON);
            default -> AHome.of(owner, anAdult());
        };

        var wishes = PROJECTOR.project(home.members().get(0), home, 1, NOON).othersWishes();

        assertThat(wishes)
                .isEqualTo(
                        holds.equals("no")
                                ? null
                                : new Wishes(
                                        Set.of(new DeviceKind("tv")),
                                        asks.equals("mute") ? Set.of(new TouchpointId("tv-launcher")) : Set.of(),
                                        asks.equals("quiet") ? Set.of(SPORT) : Set.of(),
                                        asks.equals("limit") ? Map.of(SPORT, 1) : Map.of()));
    }

    private static Someone asking(Someone someone, String asks) {
        return switch (asks) {
            case "mute" -> someone.muted("tv-launcher", TOMORROW);
            case "quiet" -> someone.quietIn("home/sport");
            case "limit" -> someone.atMost(1, "home/sport");
            default -> someone;
        };
    }

    private static Someone anOwner(Someone owner, String screen, String chose) {
        var withScreen = screen.equals("shared") ? owner.shares("tv") : owner.owns("tv");
        return choosing(withScreen.hasTag("rice-texture:soft", "rice-cooker"), chose);
    }

    private static Someone choosing(Someone someone, String chose) {
        return switch (chose) {
            case "nothing" -> someone;
            case "refused" -> granting(someone).refused();
            case "ads-off" -> granting(someone).adsOff();
            case "refused-and-ads-off" -> granting(someone).refused().adsOff();
            default -> granting(someone);
        };
    }

    private static Someone granting(Someone someone) {
        return someone.grants("rice-cooker", "cooking", "tv");
    }

    private static Surface tvOf(Home home) {
        var projection = PROJECTOR.project(home.members().get(0), home, 1, NOON);
        return projection.surfaces().get(new DeviceKind("tv"));
    }

    private static void check(Surface tv, String ads, String rules, String tag) {
        assertThat(tv.silent()).isEqualTo(ads.equals("silent"));
        assertThat(tv.childRules()).isEqualTo(rules.equals("child-rules"));
        assertThat(tv.tags()).hasSize(tag.equals("tag") ? 1 : 0);
    }
}
