package io.houdao.placement.decision;

import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.placement.ALineItem;
import io.houdao.placement.control.Controls;
import io.houdao.placement.decision.AdRequest.Opportunity;
import io.houdao.placement.decision.DecisionService.Decided;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.decision.eligibility.Scenario;
import io.houdao.placement.decision.ranking.Rankings;
import io.houdao.placement.decision.scene.GivenScenes;
import io.houdao.placement.decision.viewer.GivenViewers;
import io.houdao.placement.exposure.LongCaps;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.pacing.Duals;
import io.houdao.placement.pacing.Leases;
import io.houdao.placement.pacing.Promises;
import io.houdao.placement.pacing.Reservations;
import io.houdao.placement.pacing.Spending;
import io.houdao.placement.pacing.Traffic;
import io.houdao.placement.slot.GivenSlots;
import io.houdao.placement.topic.ReadTopics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The whole decision pipeline of one replica, on a clock and a serving store of the test's; without Kafka, PostgreSQL and HTTP.
 * It has one slot, money for everything, and leaves nothing to chance, unless that is said.
 */
final class Replica {

    static final SlotId SLOT = GivenSlots.BANNER;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ReadTopics topics = new ReadTopics();
    private final Leases leases = new Leases();
    private final Clock clock;
    private final DecisionService service;

    Replica(
            Clock clock,
            ServingStore store,
            Scene scene,
            Map<String, String> own,
            Collection<ALineItem> live,
            Collection<PersonProjection> people) {
        this.clock = clock;
        var settings = settings(own);
        var longCaps = new LongCaps();
        this.service = new DecisionService(
                GivenScenes.of(GivenSlots.openIn(scene), own),
                GivenViewers.of(store, longCaps, topics, meters, people),
                auction(live, longCaps, settings),
                records(clock, settings),
                topics,
                settings,
                clock);
    }

    static DecisionSettings settings(Map<String, String> own) {
        var all = new HashMap<>(Map.of(
                "houdao.decisions.exploration", "0",
                "houdao.decisions.deadline", "PT30S",
                "houdao.decisions.log-in-flight", "0",
                "houdao.decisions.explanations-kept", "10"));
        all.putAll(own);
        return new SmallRyeConfigBuilder()
                .withMapping(DecisionSettings.class)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(DecisionSettings.class);
    }

    private Auction auction(Collection<ALineItem> live, LongCaps longCaps, DecisionSettings settings) {
        var controls = new Controls();
        live.forEach(lineItem -> lend(lineItem, Long.MAX_VALUE / 2));
        return new Auction(
                Given.candidates(controls, live, longCaps),
                Scenario.ELIGIBILITY,
                Rankings.with(new Duals()),
                controls,
                leases,
                new Reservations(leases, new Spending(Given.live()), new Promises(leases)),
                settings);
    }

    private DecisionRecords records(Clock clock, DecisionSettings settings) {
        return new DecisionRecords(
                new DecisionLog(null, new Contests(settings), meters, settings),
                new Explanations(settings),
                new Traffic(clock),
                meters);
    }

    void lend(ALineItem lineItem, long micros) {
        leases.grant(UUID.randomUUID(), lineItem.id(), micros, Instant.MAX);
    }

    /** Takes all of its money but that. */
    void leave(ALineItem lineItem, long micros) {
        leases.take(lineItem.id(), money(lineItem) - micros, clock.instant());
    }

    /** What it has that was not promised. */
    long money(ALineItem lineItem) {
        return leases.availableMicros(lineItem.id(), clock.instant());
    }

    /** The same before it has read that topic. */
    Replica holdingBack(String topic) {
        topics.holdBack(topic);
        return this;
    }

    void read(String topic) {
        topics.read(topic);
    }

    /** What is decided on the slot, and what the device is to keep. */
    Decided ask(DeviceId device, Scene scene, @Nullable String exposureState) {
        return ask(device, scene, exposureState, service.deadline());
    }

    /** The same, where the request has waited already. */
    Decided ask(DeviceId device, Scene scene, @Nullable String exposureState, Deadline deadline) {
        return decide(device, scene, exposureState, deadline, 1, null);
    }

    /** What is decided on so many places of one answer, all of them like the slot. */
    Decided askForPod(DeviceId device, Scene scene, int places) {
        return decide(device, scene, null, service.deadline(), places, null);
    }

    /** The same, where one campaign fills them all, or nobody. */
    Decided askForRoadblock(DeviceId device, Scene scene, int places) {
        return decide(device, scene, null, service.deadline(), places, "page");
    }

    private Decided decide(
            DeviceId device,
            Scene scene,
            @Nullable String exposureState,
            Deadline deadline,
            int places,
            @Nullable String roadblock) {
        var asked = IntStream.range(0, places)
                .mapToObj(place -> new Opportunity("" + place, SLOT, null, null, roadblock))
                .toList();
        return service.decide(
                new AdRequest(null, scene.toString(), asked, exposureState, null, null), device, deadline);
    }

    /** Until when a request that comes now must be answered. */
    Deadline deadline() {
        return service.deadline();
    }
}
