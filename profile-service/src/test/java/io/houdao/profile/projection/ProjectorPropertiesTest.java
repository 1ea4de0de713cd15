package io.houdao.profile.projection;

import static io.houdao.profile.projection.AHome.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Tag;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.HouseholdId;
import io.houdao.contracts.profile.PermittedTag;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import io.houdao.contracts.profile.PersonId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.contracts.profile.PersonProjection.Surface;
import io.houdao.contracts.profile.PersonProjection.Wishes;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.catalogue.CatalogueFiles;
import io.houdao.profile.catalogue.KindOfDevice.Role;
import io.houdao.profile.projection.Home.Guest;
import io.houdao.profile.projection.Home.HeldTag;
import io.houdao.profile.projection.Home.Member;
import io.houdao.profile.projection.Home.OwnDevice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** What holds of every home, whatever its people own, know, grant and switch. */
class ProjectorPropertiesTest {

    private static final Catalogue CATALOGUE = CatalogueFiles.read();
    private static final Projector PROJECTOR = new Projector(CATALOGUE);

    /** Few kinds, so that sources, cells and surfaces often meet; among them one that senses, one NEVER, one in public. */
    private static final List<DeviceKind> KINDS = Stream.of(
                    "tv", "phone", "watch", "rice-cooker", "story-machine", "store-screen")
            .map(DeviceKind::new)
            .toList();

    private static final Map<Scene, Integer> NO_LIMITS = Map.of();

    /** What some of them say, and what a faulty or a lying one might. */
    private static final List<Told> TOLD = List.of(
            new Told("rice-cooker", "cooking", "rice-texture:soft"),
            new Told("tv", "viewing", "viewing-genre:sport"),
            new Told("watch", "activity", "sport:gym"),
            new Told("self", "tastes", "diet:light"),
            new Told("watch", "sleep-health", "sleep-quality:poor"),
            new Told("story-machine", "listening", "listening-genre:audiobook"),
            new Told("phone", "cooking", "rice-texture:firm"));

    @Property(tries = 500)
    void noTagLeavesWithoutAYesOfEveryoneInFrontOfTheSurface(@ForAll("homes") Home home) {
        forEachTag(home, (place, tag) -> {
            var domain = CATALOGUE.domainOf(tag.tag()).orElseThrow();
            var cell = new Cell(tag.source(), domain.dataKind(), place.kind());
            assertThat(inFrontOf(place)).allSatisfy(viewer -> {
                assertThat(viewer.grantedUntil()).containsKey(cell);
                assertThat(viewer.grantedUntil().get(cell)).isAfter(NOON).isAfterOrEqualTo(tag.expiresAt());
                assertThat(viewer.refused()).isFalse();
                assertThat(viewer.adsOff()).isFalse();
            });
        });
    }

    @Property(tries = 500)
    void ofAChildAndInFrontOfAChildNothingLeaves(@ForAll("homes") Home home) {
        forEachTag(home, (place, tag) -> assertThat(inFrontOf(place)).noneMatch(ProjectorPropertiesTest::isChild));
    }

    @Property(tries = 500)
    void whereAChildMayBeWatchingChildRulesHold(@ForAll("homes") Home home) {
        forEachSurface(
                home,
                (place, surface) -> assertThat(surface.childRules())
                        .isEqualTo(inFrontOf(place).stream().anyMatch(ProjectorPropertiesTest::isChild)));
    }

    @Property(tries = 500)
    void aSharedScreenIsAsSilentAsTheStrictest(@ForAll("homes") Home home) {
        forEachSurface(
                home,
                (place, surface) -> assertThat(surface.silent())
                        .isEqualTo(inFrontOf(place).stream().anyMatch(Member::adsOff)));
    }

    @Property(tries = 500)
    void onASharedScreenNobodysMuteQuietSceneOrLimitIsExceeded(@ForAll("homes") Home home) {
        forEachPlace(
                home,
                (place, projection) -> assertThat(inFrontOf(place)).allSatisfy(viewer -> {
                    viewer.mutedUntil().forEach((touchpoint, until) -> {
                        if (until.isAfter(NOON)) {
                            assertThat(isMuted(projection, place, touchpoint)).isTrue();
                        }
                    });
                    assertThat(viewer.quietScenes()).allMatch(scene -> isQuiet(projection, place, scene));
                    viewer.dailyAdLimitByScene()
                            .forEach((scene, most) -> assertThat(limit(projection, place, scene))
                                    .isNotNull()
                                    .isLessThanOrEqualTo(most));
                }));
    }

    @Property(tries = 500)
    void whatNobodyInFrontOfAScreenAskedForIsNotAskedThere(@ForAll("homes") Home home) {
        forEachPlace(home, (place, projection) -> {
            var wishes = wishes(projection, place);
            Statistics.label("surfaces with wishes of others").collect(wishes != null);
            if (wishes != null) {
                var others = inFrontOf(place).stream()
                        .filter(viewer -> !viewer.equals(place.person()))
                        .toList();
                assertThat(wishes.mutedTouchpoints())
                        .allMatch(touchpoint -> others.stream()
                                .anyMatch(other -> other.mutedUntil()
                                        .getOrDefault(touchpoint, NOON)
                                        .isAfter(NOON)));
                assertThat(wishes.quietScenes())
                        .allMatch(scene -> others.stream()
                                .anyMatch(other -> other.quietScenes().contains(scene)));
                wishes.dailyAdLimitByScene()
                        .forEach((scene, most) -> assertThat(others)
                                .anyMatch(other ->
                                        most.equals(other.dailyAdLimitByScene().get(scene))));
            }
        });
    }

    private static @Nullable Wishes wishes(PersonProjection projection, Place place) {
        var wishes = projection.othersWishes();
        return wishes != null && wishes.surfaces().contains(place.kind()) ? wishes : null;
    }

    private static boolean isMuted(PersonProjection projection, Place place, TouchpointId touchpoint) {
        var wishes = wishes(projection, place);
        return projection.mutedTouchpoints().contains(touchpoint)
                || wishes != null && wishes.mutedTouchpoints().contains(touchpoint);
    }

    private static boolean isQuiet(PersonProjection projection, Place place, Scene scene) {
        var wishes = wishes(projection, place);
        return projection.quietScenes().contains(scene)
                || wishes != null && wishes.quietScenes().contains(scene);
    }

    private static @Nullable Integer limit(PersonProjection projection, Place place, Scene scene) {
        var wishes = wishes(projection, place);
        return Stream.of(projection.dailyAdLimitByScene(), wishes == null ? NO_LIMITS : wishes.dailyAdLimitByScene())
                .map(limits -> limits.get(scene))
                .filter(Objects::nonNull)
                .min(Integer::compare)
                .orElse(null);
    }

    private static void forEachPlace(Home home, BiConsumer<Place, PersonProjection> check) {
        for (var member : home.members()) {
            var projection = PROJECTOR.project(member, home, 1, NOON);
            projection.surfaces().keySet().forEach(kind -> check.accept(new Place(home, member, kind), projection));
        }
    }

    @Property(tries = 500)
    void sensitiveExpiredOrImpossibleTagsNeverLeave(@ForAll("homes") Home home) {
        forEachTag(home, (place, tag) -> {
            var domain = CATALOGUE.domainOf(tag.tag()).orElseThrow();
            assertThat(CATALOGUE.isSensitive(domain)).isFalse();
            assertThat(CATALOGUE.yields(tag.source(), domain.dataKind())).isTrue();
            assertThat(tag.expiresAt()).isAfter(NOON);
            assertThat(CATALOGUE.kind(tag.source()).filter(kind -> kind.role() == Role.NEVER))
                    .isEmpty();
        });
    }

    @Property(tries = 500)
    void onlyThePersonsOwnTagsLeave(@ForAll("homes") Home home) {
        forEachTag(
                home,
                (place, tag) -> assertThat(place.person().tags())
                        .anyMatch(held ->
                                held.tag().equals(tag.tag()) && held.source().equals(tag.source())));
    }

    @Property(tries = 500)
    void onlyOwnSurfacesAppear(@ForAll("homes") Home home) {
        forEachSurface(home, (place, surface) -> {
            assertThat(CATALOGUE.isSurface(place.kind())).isTrue();
            assertThat(place.person().devices())
                    .anyMatch(device -> device.kind().equals(place.kind()));
        });
    }

    @Property(tries = 500)
    void takingBackAnyOneYesTakesItsTagsBackEverywhereItCounted(@ForAll("homes") Home home) {
        for (var member : home.members()) {
            for (var cell : member.grantedUntil().keySet()) {
                var after = with(home, member, revoked(member, cell));
                forEachTag(after, (place, tag) -> {
                    var dataKind = CATALOGUE.domainOf(tag.tag()).orElseThrow().dataKind();
                    var used = new Cell(tag.source(), dataKind, place.kind());
                    if (used.equals(cell)) {
                        assertThat(inFrontOf(place))
                                .extracting(Member::personId)
                                .doesNotContain(member.personId());
                    }
                });
            }
        }
    }

    @Property(tries = 500)
    void oneMorePersonInTheHouseNeverLetsMoreOut(@ForAll("homes") Home home, @ForAll("members") Member newcomer) {
        var grown = new ArrayList<>(home.members());
        grown.add(newcomer);
        var after = new Home(home.householdId(), grown, home.guests());

        for (var member : home.members()) {
            var before = PROJECTOR.project(member, home, 1, NOON).surfaces();
            PROJECTOR
                    .project(member, after, 1, NOON)
                    .surfaces()
                    .forEach((kind, surface) ->
                            assertThat(names(before.get(kind))).containsAll(names(surface)));
        }
    }

    @Property(tries = 500)
    void whatIsAllowedDoesLeave(@ForAll("homes") Home home) {
        forEachSurface(home, (place, surface) -> {
            var expected = surface.childRules() || surface.silent()
                    ? List.of()
                    : place.person().tags().stream()
                            .filter(tag -> tag.expiresAt().isAfter(NOON) && allowed(tag, place))
                            .map(tag -> tag.tag() + "/" + tag.source())
                            .distinct()
                            .sorted()
                            .toList();
            Statistics.label("surfaces with tags").collect(!expected.isEmpty());
            assertThat(surface.tags())
                    .extracting(tag -> tag.tag() + "/" + tag.source())
                    .isEqualTo(expected);
        });
    }

    private static List<String> names(Surface surface) {
        return surface.tags().stream()
                .map(tag -> tag.tag() + "/" + tag.source())
                .toList();
    }

    private static boolean allowed(HeldTag tag, Place place) {
        var domain = CATALOGUE.domainOf(tag.tag()).orElseThrow();
        var cell = new Cell(tag.source(), domain.dataKind(), place.kind());
        return !CATALOGUE.isSensitive(domain)
                && CATALOGUE.yields(tag.source(), domain.dataKind())
                && inFrontOf(place).stream()
                        .allMatch(viewer -> !viewer.refused()
                                && viewer.grantedUntil()
                                        .getOrDefault(cell, NOON)
                                        .isAfter(NOON));
    }

    /** Written anew, not taken from the projector: house and guests in front of what is shared, else its owner. */
    private static List<Member> inFrontOf(Place place) {
        for (var device : place.person().devices()) {
            if (device.kind().equals(place.kind()) && device.shared()) {
                var present = new ArrayList<>(place.home().members());
                place.home().guests().stream()
                        .filter(guest -> guest.until().isAfter(NOON))
                        .forEach(guest -> present.add(guest.who()));
                return present;
            }
        }
        return List.of(place.person());
    }

    private static boolean isChild(Member member) {
        return member.birthDate().plusYears(14).isAfter(LocalDate.of(2026, 3, 1));
    }

    private static void forEachSurface(Home home, BiConsumer<Place, Surface> check) {
        for (var member : home.members()) {
            PersonProjection projection = PROJECTOR.project(member, home, 1, NOON);
            projection.surfaces().forEach((kind, surface) -> check.accept(new Place(home, member, kind), surface));
        }
    }

    private static void forEachTag(Home home, BiConsumer<Place, PermittedTag> check) {
        forEachSurface(home, (place, surface) -> surface.tags().forEach(tag -> check.accept(place, tag)));
    }

    private static Home with(Home home, Member old, Member changed) {
        return new Home(
                home.householdId(),
                home.members().stream()
                        .map(member -> member.equals(old) ? changed : member)
                        .toList(),
                home.guests().stream()
                        .map(guest -> guest.who().equals(old) ? new Guest(changed, guest.until()) : guest)
                        .toList());
    }

    private static Member revoked(Member member, Cell cell) {
        var granted = new HashMap<>(member.grantedUntil());
        granted.remove(cell);
        return new Member(
                member.id(),
                member.personId(),
                member.birthDate(),
                member.adsOff(),
                member.refused(),
                member.mutedUntil(),
                member.quietScenes(),
                member.dailyAdLimitByScene(),
                member.devices(),
                granted,
                member.tags());
    }

    @Provide
    Arbitrary<Home> homes() {
        return Combinators.combine(
                        members().list().ofMinSize(1).ofMaxSize(4),
                        guests().list().ofMaxSize(2))
                .as((members, guests) -> new Home(new HouseholdId(UUID.randomUUID()), members, guests));
    }

    private Arbitrary<Guest> guests() {
        var ends = Arbitraries.of(NOON.minusMillis(1), NOON, NOON.plusMillis(1));
        return Combinators.combine(members(), ends).as(Guest::new);
    }

    @Provide
    Arbitrary<Member> members() {
        var birthDate = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(LocalDate.of(1990, 5, 17))),
                Tuple.of(1, Arbitraries.just(LocalDate.of(2015, 5, 17))));
        var rarely = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
        return Combinators.combine(
                        birthDate,
                        rarely,
                        rarely,
                        choices(),
                        devices().list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.maps(cells(), ends()).ofMinSize(15).ofMaxSize(40),
                        tags().list().ofMinSize(1).ofMaxSize(6))
                .as((born, adsOff, refused, choices, devices, granted, tags) -> new Member(
                        UUID.randomUUID(),
                        new PersonId(UUID.randomUUID()),
                        born,
                        adsOff,
                        refused,
                        choices.mutedUntil(),
                        choices.quiet(),
                        choices.limits(),
                        devices,
                        granted,
                        tags));
    }

    /** Of few touchpoints and scenes, so that several often ask for the same. */
    private static Arbitrary<Choices> choices() {
        var touchpoints = Arbitraries.of("tv-launcher", "weather", "browser").map(TouchpointId::new);
        var scenes =
                Arbitraries.of("home/sport", "home/music", "personal/calendar").map(Scene::of);
        return Combinators.combine(
                        Arbitraries.maps(touchpoints, ends()).ofMaxSize(2),
                        scenes.set().ofMaxSize(2),
                        Arbitraries.maps(scenes, Arbitraries.integers().between(0, 3))
                                .ofMaxSize(2))
                .as(Choices::new);
    }

    private static Arbitrary<OwnDevice> devices() {
        return Combinators.combine(Arbitraries.of(KINDS), Arbitraries.of(true, false))
                .as((kind, shared) -> new OwnDevice(new DeviceId(UUID.randomUUID()), kind, shared));
    }

    private static Arbitrary<Cell> cells() {
        return Combinators.combine(Arbitraries.of(TOLD), Arbitraries.of(KINDS))
                .as((told, surface) -> new Cell(told.source(), told.dataKind(), surface));
    }

    /** When a yes ends: never, mostly. */
    private static Arbitrary<Instant> ends() {
        return Arbitraries.frequency(
                Tuple.of(8, Instant.MAX),
                Tuple.of(1, NOON.plusMillis(1)),
                Tuple.of(1, NOON),
                Tuple.of(1, NOON.minusMillis(1)));
    }

    private static Arbitrary<HeldTag> tags() {
        var expiries = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(NOON.plusMillis(1), Instant.parse("2026-04-01T00:00:00Z"))),
                Tuple.of(1, Arbitraries.of(NOON.minusMillis(1), NOON)));
        return Combinators.combine(Arbitraries.of(TOLD), Arbitraries.of(Provenance.class), expiries)
                .as((told, provenance, expiresAt) -> new HeldTag(told.tag(), provenance, told.source(), expiresAt));
    }

    private record Choices(Map<TouchpointId, Instant> mutedUntil, Set<Scene> quiet, Map<Scene, Integer> limits) {}

    private record Place(Home home, Member person, DeviceKind kind) {}

    private record Told(DeviceKind source, String dataKind, Tag tag) {

        Told(String source, String dataKind, String tag) {
            this(new DeviceKind(source), dataKind, Tag.of(tag));
        }
    }
}
