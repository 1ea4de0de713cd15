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
 * It has one slot, money for everything, and leaves nothing to chance.
 */
final class Replica {

    static final SlotId SLOT = GivenSlots.BANNER;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final DecisionService service;

    Replica(
            Clock clock,
            ServingStore store,
            Scene scene,
            Map<String, String> terms,
            Collection<ALineItem> live,
            Collection<PersonProjection> people) {
        var settings = settings(Map.of());
        var topics = new ReadTopics();
        var longCaps = new LongCaps();
        this.service = new DecisionService(
                GivenScenes.of(GivenSlots.openIn(scene), terms),
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
                "houdao.decisions.log-in-flight", "0"));
        all.putAll(own);
        return new SmallRyeConfigBuilder()
                .withMapping(DecisionSettings.class)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(DecisionSettings.class);
    }

    private static Auction auction(Collection<ALineItem> live, LongCaps longCaps, DecisionSettings settings) {
        var controls = new Controls();
        var leases = new Leases();
        live.forEach(lineItem -> leases.grant(UUID.randomUUID(), lineItem.id(), Long.MAX_VALUE / 2, Instant.MAX));
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

    /** What is decided on the slot, and what the device is to keep. */
    Decided ask(DeviceId device, Scene scene, @Nullable String exposureState) {
        return ask(device, scene, exposureState, service.deadline());
    }

    /** The same, where the request has waited already. */
    Decided ask(DeviceId device, Scene scene, @Nullable String exposureState, Deadline deadline) {
        return decide(device, scene, exposureState, deadline, 1);
    }

    /** What is decided on so many places of one answer, all of them like the slot. */
    Decided askForPod(DeviceId device, Scene scene, int places) {
        return decide(device, scene, null, service.deadline(), places);
    }

    private Decided decide(
            DeviceId device, Scene scene, @Nullable String exposureState, Deadline deadline, int places) {
        var asked = IntStream.range(0, places)
                .mapToObj(place -> new Opportunity("" + place, SLOT, null, null, null))
                .toList();
        return service.decide(
                new AdRequest(null, scene.toString(), asked, exposureState, null, null), device, deadline);
    }

    /** Until when a request that comes now must be answered. */
    Deadline deadline() {
        return service.deadline();
    }
}
