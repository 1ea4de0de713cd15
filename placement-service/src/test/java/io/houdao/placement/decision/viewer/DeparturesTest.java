package io.houdao.placement.decision.viewer;

import static io.houdao.placement.ALineItem.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.profile.PersonId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.placement.Steps;
import io.houdao.placement.exposure.Exposure;
import io.houdao.placement.exposure.Memories;
import io.houdao.placement.exposure.Memory;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeparturesTest {

    private static final long SCENE = 3;
    private static final long CREATIVE = 4;

    private final PersonId former = new PersonId(UUID.randomUUID());
    private final PersonId person = new PersonId(UUID.randomUUID());
    private final Steps clock = new Steps();
    private final Projections projections = new Projections();
    private final ServingStore store = Memories.aStore(clock);
    private final Departures departures = new Departures(projections, store, clock);

    @Test
    void whatWasSeenAndHiddenGoesAlongWhicheverTopicIsReadFirst() {
        for (var tombstoneFirst : List.of(true, false)) {
            var one = new PersonId(UUID.randomUUID());
            var other = new PersonId(UUID.randomUUID());
            known(one, false);
            known(other, false);
            seeAndHide(one);

            if (tombstoneFirst) {
                leave(one);
                departures.merged(one, other, 7);
            } else {
                departures.merged(one, other, 7);
                seeAndHide(one);
                leave(one);
            }

            assertThat(memory(other).hides(CREATIVE)).isTrue();
            assertThat(shown(other)).isPositive();
            assertThat(memory(one)).usingRecursiveComparison().isEqualTo(Memory.EMPTY);
            assertThat(departures.current(one)).isEqualTo(other);
        }
    }

    @Test
    void whoWasMergedTwiceGoesByTheLastName() {
        var last = new PersonId(UUID.randomUUID());
        known(last, false);
        seeAndHide(former);

        departures.merged(person, last, 8);
        departures.merged(former, person, 7);

        assertThat(departures.current(former)).isEqualTo(last);
        assertThat(memory(last).hides(CREATIVE)).isTrue();
    }

    @Test
    void ofSomeoneWhoRefusedOnlyWhatTheyAskedForGoesAlong() {
        known(person, true);
        seeAndHide(former);

        departures.merged(former, person, 7);

        assertThat(memory(person).hides(CREATIVE)).isTrue();
        assertThat(shown(person)).isZero();
    }

    @Test
    void aNameThatWasGivenBackIsItsHoldersAgainHoweverLateTheMergeIsRead() {
        known(person, false);
        departures.returned(former, 9);
        known(former, false);
        seeAndHide(former);

        departures.merged(former, person, 7);
        leave(former);

        assertThat(departures.current(former)).isEqualTo(former);
        assertThat(memory(person)).usingRecursiveComparison().isEqualTo(Memory.EMPTY);
    }

    @Test
    void whoWasForgottenBringsNothingIntoAMerge() {
        known(person, false);
        seeAndHide(former);
        leave(former);

        departures.forget(former);
        departures.merged(former, person, 7);

        assertThat(memory(person)).usingRecursiveComparison().isEqualTo(Memory.EMPTY);
    }

    @Test
    void whoLeftAndWasNotMergedIsForgottenAfterAWhile() {
        seeAndHide(former);
        leave(former);

        clock.go(Departures.PATIENCE);
        departures.forgetThoseWhoWaitedLongEnough();
        assertThat(memory(former).hides(CREATIVE)).isTrue();
        clock.go(Duration.ofMillis(1));
        departures.forgetThoseWhoWaitedLongEnough();

        assertThat(memory(former)).usingRecursiveComparison().isEqualTo(Memory.EMPTY);
    }

    @Test
    void namesThatLeadInACircleLeadSomewhere() {
        departures.merged(former, person, 7);
        departures.merged(person, former, 8);

        assertThat(departures.current(former)).isIn(former, person);
    }

    private void leave(PersonId who) {
        projections.remove(who);
        departures.left(who);
    }

    private void seeAndHide(PersonId who) {
        store.remember(
                Subject.of(who),
                new Exposure(clock.millis(), clock.instant().hashCode(), 1, SCENE, CREATIVE, 5, 6, 7, false));
        store.hide(Subject.of(who), CREATIVE);
    }

    private Memory memory(PersonId who) {
        return Memories.of(store, Subject.of(who));
    }

    private int shown(PersonId who) {
        return memory(who).shownInScene(SCENE, Instant.EPOCH);
    }

    private void known(PersonId who, boolean refused) {
        projections.put(new PersonProjection(
                who, 1, NOON, null, false, refused, Set.of(), Set.of(), Map.of(), null, List.of(), Map.of()));
    }
}
