package io.houdao.placement.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every serving store does, and its caps under two replicas. */
abstract class ServingStoreContract {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final long PHONE = 1;
    private static final long TV = 2;
    private static final long SCENE = 3;
    private static final long CREATIVE = 4;

    private final PersonId person = new PersonId(UUID.randomUUID());
    private final PersonId partner = new PersonId(UUID.randomUUID());
    private final Subject subject = Subject.of(person);
    final Steps clock = new Steps();
    private final ServingStore store = aReplica();
    private long decisions;

    @Test
    void aShowingCountsOnceHoweverOftenItIsTold() {
        var exposure = exposure(NOON, TV);

        store.remember(subject, exposure);
        store.remember(subject, exposure);

        assertThat(shown(Per.PERSON, NOON.minusSeconds(1))).isEqualTo(1);
    }

    @Test
    void theWindowIsOpenAtItsStart() {
        store.remember(subject, exposure(NOON, TV));

        assertThat(shown(Per.PERSON, NOON)).isZero();
        assertThat(shown(Per.PERSON, NOON.minusMillis(1))).isEqualTo(1);
    }

    @Test
    void deviceWithinPersonWithinHousehold() {
        store.remember(subject, exposure(NOON, TV));
        store.remember(subject, exposure(NOON, PHONE));
        store.remember(Subject.of(partner), exposure(NOON, PHONE));

        assertThat(shown(Per.DEVICE, NOON.minusSeconds(1))).isEqualTo(1);
        assertThat(shown(Per.PERSON, NOON.minusSeconds(1))).isEqualTo(2);
        assertThat(shown(Per.HOUSEHOLD, NOON.minusSeconds(1))).isEqualTo(3);
    }

    @Test
    void theFourLevelsAreCountedApart() {
        store.remember(subject, exposure(NOON, TV));
        var memory = recall();
        var since = NOON.minusSeconds(1);

        assertThat(memory.shown(Level.CREATIVE, CREATIVE, Per.PERSON, TV, since))
                .isEqualTo(1);
        assertThat(memory.shown(Level.LINE_ITEM, 5, Per.PERSON, TV, since)).isEqualTo(1);
        assertThat(memory.shown(Level.CAMPAIGN, 6, Per.PERSON, TV, since)).isEqualTo(1);
        assertThat(memory.shown(Level.ADVERTISER, 7, Per.PERSON, TV, since)).isEqualTo(1);
        assertThat(memory.shown(Level.ADVERTISER, CREATIVE, Per.PERSON, TV, since))
                .isZero();
    }

    @Test
    void aMemoryDoesNotChangeUnderItsReader() {
        var before = recall();

        store.remember(subject, exposure(NOON, TV));

        assertThat(before.shownInScene(SCENE, NOON.minusSeconds(1))).isZero();
        assertThat(before.with(exposure(NOON, TV)).shownInScene(SCENE, NOON.minusSeconds(1)))
                .isEqualTo(1);
    }

    @Test
    void whatHappensInTheSameAnswerIsNoGap() {
        var memory = recall().with(exposure(NOON, TV));

        assertThat(memory.wasShownEarlier(NOON.minusSeconds(60))).isFalse();
        assertThat(memory.shownInScene(SCENE, NOON.minusSeconds(60))).isEqualTo(1);
    }

    @Test
    void whatAnotherAnswerShowsAtTheSameTimeOrLaterIsAGap() {
        store.remember(subject, exposure(NOON, TV));

        assertThat(recall().wasShownEarlier(NOON)).isFalse();
        assertThat(recall().wasShownEarlier(NOON.minusMillis(1))).isTrue();
        assertThat(recall().wasShownEarlier(NOON.minusSeconds(60))).isTrue();
    }

    @Test
    void anAnnoyanceWeighsHalfAfterFourteenDaysAndCountsOnce() {
        store.annoy(subject, 1, NOON);
        store.annoy(subject, 1, NOON);
        store.annoy(subject, 2, NOON);
        var memory = recall();

        assertThat(memory.annoyance(NOON)).isCloseTo(2, within(1e-9));
        assertThat(memory.annoyance(NOON.plus(Duration.ofDays(14)))).isCloseTo(1, within(1e-9));
    }

    @Test
    void refusingErasesWhatWasSeenAndKeepsWhatWasAskedFor() {
        store.remember(subject, exposure(NOON, TV));
        store.annoy(subject, 1, NOON);
        store.hide(subject, CREATIVE);
        store.mute(subject, new TouchpointId("calendar"), NOON.plusSeconds(60));

        store.forgetExposures(subject);
        var memory = recall();

        assertThat(memory.shownInScene(SCENE, Instant.EPOCH)).isZero();
        assertThat(memory.annoyance(NOON)).isZero();
        assertThat(memory.hides(CREATIVE)).isTrue();
        assertThat(memory.mutes(new TouchpointId("calendar"), NOON)).isTrue();
        assertThat(memory.mutes(new TouchpointId("calendar"), NOON.plusSeconds(60)))
                .isFalse();
    }

    @Test
    void afterAMergeWhatOneNameSawAndAskedForIsTheOthersToo() {
        var former = Subject.of(partner);
        var both = exposure(NOON, TV);
        store.remember(former, both);
        store.remember(subject, both);
        store.remember(former, exposure(NOON.minusSeconds(1), PHONE));
        store.annoy(former, 1, NOON);
        store.annoy(subject, 2, NOON);
        store.hide(former, CREATIVE);
        store.hide(subject, 8);
        store.mute(former, new TouchpointId("calendar"), NOON.plusSeconds(60));
        store.mute(subject, new TouchpointId("calendar"), NOON.plusSeconds(30));
        settle();

        store.merge(former, subject);
        store.merge(former, subject);
        var memory = recall();

        assertThat(memory.shownInScene(SCENE, Instant.EPOCH)).isEqualTo(2);
        assertThat(memory.shownInScene(SCENE, NOON.minusMillis(1))).isEqualTo(1);
        assertThat(memory.annoyance(NOON)).isCloseTo(2, within(1e-9));
        assertThat(List.of(memory.hides(CREATIVE), memory.hides(8))).containsOnly(true);
        assertThat(memory.mutes(new TouchpointId("calendar"), NOON.plusSeconds(59)))
                .isTrue();
        assertThat(Memories.of(store, former)).usingRecursiveComparison().isEqualTo(Memory.EMPTY);
    }

    @Test
    void aMergeKeepsNoMoreThanOneNameMayHaveTheOldestGoFirst() {
        for (var i = 0; i < 400; i++) {
            store.remember(subject, exposure(NOON.minusSeconds(2 * i), TV));
            store.remember(Subject.of(partner), exposure(NOON.minusSeconds(2 * i + 1), TV));
        }
        settle();

        store.merge(Subject.of(partner), subject);

        assertThat(recall().own().size()).isEqualTo(512);
        assertThat(recall().shownInScene(SCENE, NOON.minusSeconds(511))).isEqualTo(511);
    }

    @Test
    void forgettingLeavesNothing() {
        store.remember(subject, exposure(NOON, TV));
        store.hide(subject, CREATIVE);

        store.forget(subject);

        assertThat(recall().hides(CREATIVE)).isFalse();
        assertThat(recall()).usingRecursiveComparison().isEqualTo(Memory.EMPTY);
    }

    @Test
    void theLongerMuteHolds() {
        store.mute(subject, new TouchpointId("calendar"), Instant.MAX);
        store.mute(subject, new TouchpointId("calendar"), NOON);

        assertThat(recall().mutes(new TouchpointId("calendar"), NOON.plusSeconds(1)))
                .isTrue();
    }

    @Test
    void memoryIsBoundedTheOldestGoFirst() {
        for (var i = 0; i < 600; i++) {
            store.remember(subject, exposure(NOON.minusSeconds(600 - i), TV));
        }
        var memory = recall();

        assertThat(memory.own().size()).isEqualTo(512);
        assertThat(memory.shownInScene(SCENE, NOON.minusSeconds(512))).isEqualTo(511);
    }

    @Test
    void whatReachesBackFurtherThanIsRememberedCountsAsReached() {
        for (var i = 0; i < 512; i++) {
            store.remember(subject, exposure(NOON.minusSeconds(512 - i), TV));
        }
        var full = recall();
        var oldest = NOON.minusSeconds(512);
        var another = CREATIVE + 100;

        assertThat(full.shown(Level.CREATIVE, another, Per.PERSON, TV, oldest)).isZero();
        assertThat(full.shown(Level.CREATIVE, another, Per.PERSON, TV, oldest.minusMillis(1)))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(full.shownInScene(SCENE, oldest.minusMillis(1))).isEqualTo(Integer.MAX_VALUE);
        var partners = Memories.of(store, Subject.of(partner), person);
        assertThat(partners.shown(Level.CREATIVE, another, Per.HOUSEHOLD, TV, oldest.minusMillis(1)))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(partners.shown(Level.CREATIVE, another, Per.PERSON, TV, oldest.minusMillis(1)))
                .isZero();
    }

    @Test
    void whatIsOlderThanTheHorizonIsNotTakenIn() {
        store.remember(subject, exposure(NOON.minus(Duration.ofDays(30)).minusMillis(1), TV));

        assertThat(recall()).usingRecursiveComparison().isEqualTo(Memory.EMPTY);
    }

    @Test
    void whatLastsOutlivesTheHorizonAndNothingElseDoes() {
        store.remember(subject, exposure(NOON, TV));
        store.remember(subject, exposure(NOON, PHONE).lasting(true));

        clock.go(HORIZON);
        tidy();
        assertThat(inFlight(Per.PERSON, NOON.minusMillis(1))).isEqualTo(2);

        clock.go(Duration.ofMillis(1));
        tidy();
        assertThat(inFlight(Per.PERSON, NOON.minusMillis(1))).isEqualTo(1);
        assertThat(inFlight(Per.DEVICE, NOON.minusMillis(1))).isZero();

        clock.go(FrequencyCap.FOREVER.minus(HORIZON));
        tidy();
        assertThat(inFlight(Per.PERSON, NOON.minusMillis(1))).isEqualTo(1);

        clock.go(HORIZON);
        tidy();
        assertThat(inFlight(Per.PERSON, NOON.minusMillis(1))).isZero();
    }

    @Test
    void whatLastsForOneOfTheHouseholdIsCountedForAll() {
        store.remember(Subject.of(partner), exposure(NOON, TV).lasting(true));
        clock.go(HORIZON.plusMillis(1));
        tidy(Subject.of(partner));

        assertThat(inFlight(Per.HOUSEHOLD, NOON.minusMillis(1))).isEqualTo(1);
        assertThat(inFlight(Per.PERSON, NOON.minusMillis(1))).isZero();
    }

    @Test
    void whatLastsCountsOnceAndGoesOnLastingWhoeverTellsItAgain() {
        var toldAsLastingFirst = exposure(NOON, TV);
        var toldAsLastingLater = exposure(NOON.minusSeconds(1), TV);
        store.remember(subject, toldAsLastingFirst.lasting(true));
        store.remember(subject, toldAsLastingFirst);
        store.remember(subject, toldAsLastingLater);
        store.remember(subject, toldAsLastingLater.lasting(true));
        assertThat(inFlight(Per.PERSON, Instant.EPOCH)).isEqualTo(2);

        clock.go(HORIZON.plusMillis(1));
        tidy();

        assertThat(inFlight(Per.PERSON, Instant.EPOCH)).isEqualTo(2);
    }

    @Test
    void afterAMergeWhatLastedForEitherLasts() {
        var former = Subject.of(partner);
        var both = exposure(NOON, TV);
        store.remember(former, both.lasting(true));
        store.remember(subject, both);
        store.remember(former, exposure(NOON, TV).lasting(true));
        store.remember(former, exposure(NOON, TV));
        store.remember(subject, exposure(NOON, TV).lasting(true));
        settle();

        store.merge(former, subject);
        clock.go(HORIZON.plusMillis(1));
        tidy();

        assertThat(inFlight(Per.PERSON, Instant.EPOCH)).isEqualTo(3);
    }

    @Test
    void whatLastsIsForgottenWithAllElseThatSomeoneSaw() {
        store.remember(subject, exposure(NOON, TV).lasting(true));

        store.forgetExposures(subject);

        assertThat(recall()).usingRecursiveComparison().isEqualTo(Memory.EMPTY);
    }

    @Test
    void whatDoesNotLastMakesRoomForWhatDoes() {
        for (var i = 0; i < 10; i++) {
            store.remember(subject, exposure(NOON.minusSeconds(1_000 + i), TV).lasting(true));
        }
        for (var i = 0; i < 600; i++) {
            store.remember(subject, exposure(NOON.minusSeconds(600 - i), TV));
        }

        var oldestKept = NOON.minusSeconds(502);
        assertThat(recall().own().size()).isEqualTo(512);
        assertThat(shown(Per.PERSON, oldestKept)).isEqualTo(501);
        assertThat(shown(Per.PERSON, oldestKept.minusMillis(1))).isEqualTo(Integer.MAX_VALUE);
        assertThat(inFlight(Per.PERSON, Instant.EPOCH)).isEqualTo(512);
    }

    @Test
    void noMoreThanHalfLastsAndWhatReachesBackFurtherCountsAsReached() {
        for (var i = 0; i < 300; i++) {
            store.remember(subject, exposure(NOON.minusSeconds(300 - i), TV).lasting(true));
        }
        var oldestLasting = NOON.minusSeconds(256);
        var memory = recall();

        assertThat(inFlight(Per.PERSON, oldestLasting)).isEqualTo(255);
        assertThat(inFlight(Per.PERSON, oldestLasting.minusMillis(1))).isEqualTo(Integer.MAX_VALUE);
        assertThat(memory.shownInFlight(
                        Level.CREATIVE, CREATIVE, Per.PERSON, TV, Instant.EPOCH, oldestLasting.plusMillis(1)))
                .as("a flight that began since is known")
                .isEqualTo(300);
        assertThat(memory.shown(Level.CREATIVE, CREATIVE, Per.PERSON, TV, Instant.EPOCH))
                .as("within the horizon all is known")
                .isEqualTo(300);
        var partners = Memories.of(store, Subject.of(partner), person);
        assertThat(partners.shownInFlight(Level.CREATIVE, CREATIVE, Per.HOUSEHOLD, TV, Instant.EPOCH, oldestLasting))
                .isEqualTo(Integer.MAX_VALUE);

        clock.go(HORIZON.plusMillis(1));
        tidy();

        assertThat(recall().own().size()).isEqualTo(256 + 1);
    }

    @Test
    void whatLastsLeavesRoomForWhatWasSeenLately() {
        for (var i = 0; i < 600; i++) {
            store.remember(subject, exposure(NOON.minusSeconds(1_200 - i), TV).lasting(true));
        }
        for (var i = 0; i < 300; i++) {
            store.remember(subject, exposure(NOON.minusSeconds(300 - i), TV));
        }
        var memory = recall();

        assertThat(memory.own().size()).isEqualTo(512);
        assertThat(memory.shown(Level.CREATIVE, CREATIVE, Per.PERSON, TV, NOON.minusSeconds(256)))
                .isEqualTo(255);
        assertThat(memory.shown(Level.CREATIVE, CREATIVE, Per.PERSON, TV, NOON.minusSeconds(257)))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(inFlight(Per.PERSON, NOON.minusSeconds(856))).isEqualTo(255 + 256);
    }

    /** Whatever is told in whatever order, both stores remember the same: the newest that last, and the newest of the others. */
    @Test
    void itDoesNotMatterInWhichOrderWhatLastsIsTold() {
        var told = Stream.iterate(0, i -> i + 1)
                .limit(400)
                .map(i -> exposure(NOON.minusSeconds(i), TV).lasting(i % 4 != 0))
                .collect(Collectors.toList());
        Collections.shuffle(told, new Random(7));

        told.forEach(exposure -> store.remember(subject, exposure));

        assertThat(recall().own().size()).isEqualTo(400);
        assertThat(recall().own().lastingSize()).isEqualTo(256);
        assertThat(inFlight(Per.PERSON, NOON.minusSeconds(341))).isEqualTo(341);
        assertThat(inFlight(Per.PERSON, NOON.minusSeconds(342))).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void thePersonAndADeviceWithTheSameNumberAreTwo() {
        var device = Subject.of(new DeviceId(person.value()));
        store.hide(device, CREATIVE);

        assertThat(recall().hides(CREATIVE)).isFalse();
    }

    @Test
    void nobodySeesTwiceWhatTwoReplicasMayShowThemOnce() throws InterruptedException, ExecutionException {
        var replicas = List.of(store, aReplica());
        var threads = Executors.newFixedThreadPool(4);
        var turns = Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(i -> (Callable<Boolean>) () -> showOnceInAWhile(replicas.get(i % 2), i))
                .toList();

        var shown = 0;
        for (var turn : threads.invokeAll(turns)) {
            shown += turn.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(shown).isEqualTo(3);
        assertThat(shown(Per.HOUSEHOLD, NOON.minusSeconds(1))).isEqualTo(3);
    }

    @Test
    void nothingIsLostOfWhatIsRememberedAtTheSameTime() throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(4);
        var exposures = Stream.generate(() -> exposure(NOON, TV)).limit(200).toList();
        var changes = exposures.stream()
                .map(exposure -> Executors.callable(() -> {
                    store.remember(subject, exposure);
                    store.hide(subject, exposure.decision());
                }))
                .toList();

        for (var change : threads.invokeAll(changes)) {
            change.get();
        }
        threads.shutdown();

        assertThat(recall().own().size()).isEqualTo(200);
        assertThat(exposures).map(Exposure::decision).allMatch(recall()::hides);
    }

    /** Shows something unless their household saw it three times; either of two people asks. */
    private boolean showOnceInAWhile(ServingStore replica, int number) {
        var asking = number % 3 == 0 ? partner : person;
        var other = number % 3 == 0 ? person : partner;
        while (true) {
            try (var turn = replica.begin(Subject.of(asking), List.of(other))) {
                var seen = turn.memory().shown(Level.CREATIVE, CREATIVE, Per.HOUSEHOLD, TV, NOON.minusSeconds(1));
                if (seen >= 3) {
                    return false;
                }
                turn.remember(new Exposure(NOON.toEpochMilli(), 1_000 + number, TV, SCENE, CREATIVE, 5, 6, 7, false));
                return true;
            } catch (StoreUnavailable busy) {
                Thread.onSpinWait();
            }
        }
    }

    /* Something else is shown, which is when Redis lets go of what is old. */
    private void tidy() {
        tidy(subject);
    }

    private void tidy(Subject whose) {
        decisions++;
        store.remember(whose, new Exposure(clock.millis(), decisions, PHONE, SCENE, CREATIVE + 1, 5, 6, 7, false));
        store.forgetOld();
    }

    private int inFlight(Per per, Instant since) {
        return recall(partner).shownInFlight(Level.CREATIVE, CREATIVE, per, TV, since, since);
    }

    /** One more replica's view of the store. */
    abstract ServingStore aReplica();

    /** Waits until all that was told has arrived. */
    abstract void settle();

    private Memory recall(PersonId... restOfHousehold) {
        settle();
        try (var turn = store.begin(subject, List.of(restOfHousehold))) {
            return turn.memory();
        }
    }

    private int shown(Per per, Instant since) {
        return recall(partner).shown(Level.CREATIVE, CREATIVE, per, TV, since);
    }

    private Exposure exposure(Instant at, long device) {
        decisions++;
        return new Exposure(at.toEpochMilli(), decisions, device, SCENE, CREATIVE, 5, 6, 7, false);
    }
}
