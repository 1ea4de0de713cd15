package io.houdao.placement.decision.eligibility;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.SPORT;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.control.Controls;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.decision.scene.Opening;
import io.houdao.placement.decision.scene.SceneTerms;
import io.houdao.placement.decision.viewer.Tags;
import io.houdao.placement.decision.viewer.Viewer;
import io.houdao.placement.decision.viewer.Viewer.Standing;
import io.houdao.placement.exposure.Exposure;
import io.houdao.placement.exposure.Fingerprint;
import io.houdao.placement.exposure.Memories;
import io.houdao.placement.exposure.Memory;
import io.houdao.placement.pacing.Leases;
import io.houdao.placement.slot.AssetSchema;
import io.houdao.placement.slot.Capability;
import io.houdao.placement.slot.Closing;
import io.houdao.placement.slot.Layer;
import io.houdao.placement.slot.Name;
import io.houdao.placement.slot.Slot;
import io.houdao.placement.slot.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Somebody in front of a television at home, in sport, at noon; say what differs. Everybody has money. */
public final class Scenario {

    static final SlotId SLOT = new SlotId("tv-launcher.banner");
    static final DeviceId TV = new DeviceId(UUID.randomUUID());

    final PersonId person = new PersonId(UUID.randomUUID());
    final Controls controls = new Controls();
    final Leases leases = new Leases();
    final Answered answered = new Answered();
    Memory memory = Memory.EMPTY;
    Standing standing = Standing.KNOWN;
    boolean adsOff;
    boolean silent;
    boolean childRules;
    boolean muted;
    boolean quiet;
    Integer ownDailyLimit;
    Tags tags = Tags.NONE;
    Duration minimumGap = Duration.ZERO;
    int dailyAds = 20;
    long harmLimitMicros = 50_000;
    long floorMicros;
    Instant now = NOON;

    public static final Eligibility ELIGIBILITY = new Eligibility(
            List.of(
                    new MinimumGapRule(),
                    new AdLoadRule(),
                    new QuietSceneRule(),
                    new MutedTouchpointRule(),
                    new SilentSurfaceRule(),
                    new AdFreeRule(),
                    new AdsOffRule(),
                    new ProfileAvailableRule()),
            List.of(
                    new BudgetRule(),
                    new FloorRule(),
                    new HarmLimitRule(),
                    new TightenedCapRule(),
                    new SuspensionRule(),
                    new SeparationRule(),
                    new RepetitionRule(),
                    new FrequencyCapRule(),
                    new HiddenRule(),
                    new AudienceRule(),
                    new ChildRule(),
                    new DaypartRule(),
                    new SequenceRule(),
                    new FlightRule()));

    /** Why this viewer gets no ad at all; null if nothing speaks against it. */
    RejectionReason objectionToAnyAd() {
        return ELIGIBILITY.objectionToAnyAd(situation());
    }

    /** Why this candidate is out; null if it is in. */
    RejectionReason objectionTo(Candidate candidate) {
        fund(candidate);
        var rejected = screen(candidate).rejected();
        return rejected.isEmpty() ? null : rejected.get(0).reason();
    }

    Screening screen(Candidate... candidates) {
        var screening = new Screening(Given.nobody(), Given.nobody(), Given.nobody());
        for (var candidate : candidates) {
            var objection = ELIGIBILITY.objection(candidate, situation());
            if (objection == null) {
                screening.pass();
            } else {
                screening.reject(new Rejection(candidate, objection));
            }
        }
        return screening;
    }

    void fund(Candidate candidate) {
        leases.grant(UUID.randomUUID(), candidate.lineItem().id(), 1_000_000_000, Instant.MAX);
    }

    /** The viewer was shown this candidate on this device. */
    void saw(Candidate candidate, Instant at, DeviceId device) {
        memory = Memories.seen(memory, exposure(candidate, at, device));
    }

    /** Someone else of the household was shown this candidate, and nothing else. */
    void partnerSaw(Candidate candidate, Instant at) {
        memory = Memories.seenAtHome(memory, exposure(candidate, at, new DeviceId(UUID.randomUUID())));
    }

    private static Exposure exposure(Candidate candidate, Instant at, DeviceId device) {
        return new Exposure(
                at.toEpochMilli(),
                Fingerprint.of(UUID.randomUUID()),
                Fingerprint.of(device.value()),
                Fingerprint.of(SPORT),
                candidate.creativeFingerprint(),
                candidate.lineItem().fingerprint(),
                candidate.lineItem().campaign(),
                candidate.lineItem().advertiser(),
                false);
    }

    /** A child may be watching. */
    public Scenario withAChild(boolean isThere) {
        childRules = isThere;
        return this;
    }

    /** The slot takes no CPM below that. */
    public Scenario floor(long cpmMicros) {
        floorMicros = cpmMicros;
        return this;
    }

    public Situation situation() {
        return new Situation(opening(SPORT), viewer(), answered, controls, leases, now);
    }

    private Viewer viewer() {
        return new Viewer(
                standing,
                person,
                TV,
                Fingerprint.of(TV.value()),
                adsOff,
                silent,
                childRules,
                muted,
                quiet,
                ownDailyLimit,
                tags,
                null,
                memory);
    }

    private Opening opening(Scene scene) {
        var touchpoint = new Touchpoint(
                new TouchpointId("tv-launcher"),
                new Name("电视桌面", "TV launcher"),
                new DeviceKind("tv"),
                Layer.SYSTEM,
                Scene.Sphere.HOME,
                "tv");
        var slot = new Slot(
                SLOT,
                touchpoint.touchpointId(),
                SlotClass.BANNER,
                Set.of(Capability.SCREEN),
                Set.of(scene),
                AssetSchema.NONE,
                0,
                floorMicros,
                "tv",
                new Closing(1_000, 3_000, 30_000),
                true);
        var terms = new SceneTerms(minimumGap, dailyAds, harmLimitMicros, 500, 10, .08);
        return new Opening(slot, touchpoint, scene, new Name("运动", "Sport"), terms, null);
    }
}
