package io.houdao.placement.decision.viewer;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.feedback.ExperienceEvent.Close;
import io.houdao.contracts.feedback.ExperienceEvent.Hide;
import io.houdao.contracts.feedback.ExperienceEvent.Impression;
import io.houdao.contracts.feedback.ExperienceEvent.Mute;
import io.houdao.contracts.feedback.ExperienceEvent.Scope;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.HouseholdId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.contracts.profile.PersonProjection.ShowingDevice;
import io.houdao.placement.Steps;
import io.houdao.placement.exposure.Fingerprint;
import io.houdao.placement.exposure.LongCaps;
import io.houdao.placement.exposure.Memories;
import io.houdao.placement.exposure.Memory;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecollectionsTest {

    private static final TouchpointId LAUNCHER = new TouchpointId("tv-launcher");

    private final PersonId person = new PersonId(UUID.randomUUID());
    private final DeviceId device = new DeviceId(UUID.randomUUID());
    private final Steps clock = new Steps();
    private final Projections projections = new Projections();
    private final ServingStore store = Memories.aStore(clock);
    private final Departures departures = new Departures(projections, store, clock);
    private final LongCaps longCaps = new LongCaps();
    private final Recollections recollections = new Recollections(projections, departures, store, longCaps);

    @Test
    void whatAPersonSawIsRememberedAndHowItAnnoyedThem() {
        projections.put(projection(1, false, device));
        var showing = showing(person, device);

        recollections.shown(showing);
        recollections.received(new Close(showing, NOON, NOON, Duration.ofSeconds(1)));

        assertThat(shown(memory())).isEqualTo(1);
        assertThat(memory().annoyance(NOON)).isEqualTo(1);
    }

    @Test
    void whatACapCountsForLifeIsRememberedForLifeWhenTheTopicsTellIt() {
        projections.put(projection(1, false, device));
        var advertiser = new AdvertiserId(UUID.randomUUID());
        longCaps.know(aLineItem()
                .of(new CampaignId(UUID.randomUUID()), advertiser)
                .cap(new FrequencyCap(Level.ADVERTISER, Per.PERSON, 3, FrequencyCap.FOREVER))
                .live());
        longCaps.know(aLineItem()
                .cap(new FrequencyCap(Level.ADVERTISER, Per.PERSON, 3, Duration.ofDays(30)))
                .live());

        recollections.shown(showing(person, device));
        recollections.received(new Impression(showing(person, device, advertiser), NOON, NOON));
        clock.go(Duration.ofDays(31));
        store.forgetOld();

        assertThat(shown(memory())).isEqualTo(1);
    }

    @Test
    void ofSomeoneWhoRefusedOnlyWhatTheyAskedForIsKeptUnderTheirNameForAllTheirDevices() {
        projections.put(projection(1, true, device));
        var showing = showing(null, device);

        recollections.shown(showing);
        recollections.received(new Close(showing, NOON, NOON, Duration.ofSeconds(1)));
        recollections.received(new Hide(showing, NOON, NOON, Scope.CREATIVE));
        recollections.received(new Mute(showing, NOON, NOON, null, null));

        assertThat(shown(memory())).isZero();
        assertThat(memory().annoyance(NOON)).isZero();
        assertThat(memory().hides(Fingerprint.of(showing.creativeId().value()))).isTrue();
        assertThat(memory().mutes(LAUNCHER, NOON.plus(Duration.ofDays(1000)))).isTrue();
        assertThat(Memories.of(store, Subject.of(device)))
                .usingRecursiveComparison()
                .isEqualTo(Memory.EMPTY);
    }

    @Test
    void whatWasShownToThemBeforeTheyRefusedIsNotTakenInAfterwards() {
        projections.put(projection(1, true, device));

        recollections.shown(showing(person, device));

        assertThat(memory()).usingRecursiveComparison().isEqualTo(Memory.EMPTY);
        assertThat(Memories.of(store, Subject.of(device)))
                .usingRecursiveComparison()
                .isEqualTo(Memory.EMPTY);
    }

    @Test
    void someoneForgottenStaysForgottenWhateverArrivesLate() {
        var showing = showing(person, device);

        recollections.shown(showing);
        recollections.received(new Hide(showing, NOON, NOON, Scope.ADVERTISER));

        assertThat(memory()).usingRecursiveComparison().isEqualTo(Memory.EMPTY);
        assertThat(Memories.of(store, Subject.of(device)))
                .usingRecursiveComparison()
                .isEqualTo(Memory.EMPTY);
    }

    @Test
    void aDeviceThatNobodyIsBoundToIsRememberedItself() {
        var showing = showing(null, device);

        recollections.shown(showing);
        recollections.received(new Hide(showing, NOON, NOON, Scope.ADVERTISER));

        var memory = Memories.of(store, Subject.of(device));
        assertThat(shown(memory)).isEqualTo(1);
        assertThat(memory.hides(Fingerprint.of(showing.advertiserId().value()))).isTrue();
    }

    @Test
    void aShowingInPublicLeavesNothing() {
        recollections.shown(showing(null, null));
        recollections.received(new Hide(showing(null, null), NOON, NOON, Scope.ADVERTISER));

        assertThat(memory()).usingRecursiveComparison().isEqualTo(Memory.EMPTY);
        assertThat(Memories.of(store, Subject.of(device)))
                .usingRecursiveComparison()
                .isEqualTo(Memory.EMPTY);
    }

    @Test
    void anOlderProjectionArrivingLateIsIgnored() {
        assertThat(projections.put(projection(2, true, device))).isTrue();

        assertThat(projections.put(projection(1, false, device))).isFalse();

        assertThat(projections.allowsMemoryOf(person)).isFalse();
    }

    @Test
    void aDeviceThatWasUnboundBelongsToNobody() {
        projections.put(projection(1, false, device));

        projections.put(projection(2, false));

        assertThat(projections.owner(device)).isNull();
    }

    @Test
    void aDeviceThatChangesHandsBelongsToItsNewOwner() {
        var other = new PersonId(UUID.randomUUID());
        projections.put(projection(1, false, device));
        projections.put(projection(other, 1, false, device));

        projections.remove(person);

        assertThat(projections.owner(device).projection().personId()).isEqualTo(other);
    }

    @Test
    void theRestOfAHouseholdAreItsOtherMembers() {
        var other = new PersonId(UUID.randomUUID());
        projections.put(projection(1, false, device));
        projections.put(projection(other, 1, false));

        assertThat(projections.restOfHousehold(projections.owner(device))).containsExactly(other);

        projections.remove(other);

        assertThat(projections.restOfHousehold(projections.owner(device))).isEmpty();
    }

    private Memory memory() {
        return Memories.of(store, Subject.of(person));
    }

    private static int shown(Memory memory) {
        return memory.shownInScene(Fingerprint.of(SPORT), Instant.EPOCH);
    }

    private PersonProjection projection(long version, boolean refused, DeviceId... devices) {
        return projection(person, version, refused, devices);
    }

    private static final HouseholdId HOUSEHOLD = new HouseholdId(UUID.randomUUID());

    private static PersonProjection projection(PersonId id, long version, boolean refused, DeviceId... devices) {
        return new PersonProjection(
                id,
                version,
                NOON,
                HOUSEHOLD,
                false,
                refused,
                Set.of(),
                Set.of(),
                Map.of(),
                null,
                java.util.Arrays.stream(devices)
                        .map(each -> new ShowingDevice(each, new DeviceKind("tv")))
                        .toList(),
                Map.of());
    }

    private static Showing showing(PersonId person, DeviceId device) {
        return showing(person, device, new AdvertiserId(UUID.randomUUID()));
    }

    private static Showing showing(PersonId person, DeviceId device, AdvertiserId advertiser) {
        return new Showing(
                new DecisionId(UUID.randomUUID()),
                NOON,
                person,
                device,
                LAUNCHER,
                new SlotId("tv-launcher.boot"),
                SPORT,
                new LineItemId(UUID.randomUUID()),
                new CampaignId(UUID.randomUUID()),
                advertiser,
                new CreativeId(UUID.randomUUID()),
                PricingModel.CPM,
                21_000,
                1,
                42);
    }
}
