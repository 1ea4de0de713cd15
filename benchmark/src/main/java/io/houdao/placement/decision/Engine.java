package io.houdao.placement.decision;

import io.houdao.benchmark.decide.Parts;
import io.houdao.benchmark.festival.Inventory;
import io.houdao.benchmark.festival.LineItemsForSale;
import io.houdao.benchmark.festival.Person;
import io.houdao.contracts.Json;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.contracts.placement.Receipts;
import io.houdao.placement.decision.candidates.LineItems;
import io.houdao.placement.decision.candidates.OnAir;
import io.houdao.placement.exposure.Exposure;
import io.houdao.placement.exposure.ExposureStates;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.Subject;
import io.houdao.placement.pacing.Leases;
import io.houdao.placement.slot.FestivalSlots;
import io.houdao.placement.slot.Slots;
import io.houdao.placement.topic.TopicListener;
import io.houdao.placement.topic.TopicReaders;
import io.houdao.placement.topic.TopicsRead;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/**
 * placement-service's decision pipeline with its catalogue, people and money in the heap. Its parts are the service's; only
 * what reads Kafka and PostgreSQL is replaced, and the decision log counts every decision as lost.
 */
@NullUnmarked
final class Engine {

    private static final String PACKAGE = "io.houdao.placement.decision.";
    private static final int SEEN = 4;

    private final Parts parts;
    private final DecisionService service;
    private final Answers answers;
    private final int people;

    Engine(int lineItems, int people) {
        this.people = people;
        var keyset = Receipts.newKeyset();
        this.parts = new Parts(Map.of("houdao.decisions.log-in-flight", "0", "houdao.receipt.keyset-file", "/nowhere"))
                .with(Clock.class, Clock.systemUTC())
                .with(MeterRegistry.class, new SimpleMeterRegistry())
                .with(TopicReaders.class, new TopicsRead())
                .with(Slots.class, new FestivalSlots())
                .with(Receipts.class, Receipts.with(keyset))
                .with(ExposureStates.class, ExposureStates.with(keyset))
                .with(Event.class, silence());
        parts.with(ServingStore.class, parts.get("io.houdao.placement.exposure.HeapServingStore", ServingStore.class));
        parts.with(
                DecisionLog.class,
                new DecisionLog(
                        null,
                        parts.get(Contests.class),
                        parts.get(MeterRegistry.class),
                        parts.get(DecisionSettings.class)));
        this.service = parts.get(DecisionService.class);
        this.answers = parts.get(Answers.class);
        var empty = usedBytes();
        sell(lineItems);
        var withCatalogue = usedBytes();
        admit(people);
        System.out.printf(
                "%nin the heap: %d bytes a line item, %d bytes a person%n",
                (withCatalogue - empty) / lineItems, (usedBytes() - withCatalogue) / people);
    }

    private static long usedBytes() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Event<?> silence() {
        return (Event<?>) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Event.class}, (self, method, arguments) -> null);
    }

    private void sell(int lineItems) {
        var leases = parts.get(Leases.class);
        OnAir.put(
                LineItemsForSale.of(lineItems, 11).peek(lineItem -> fund(lineItem, leases)),
                parts.get(LineItems.class));
    }

    private static void fund(LiveLineItem lineItem, Leases leases) {
        leases.grant(UUID.randomUUID(), lineItem.lineItemId(), Long.MAX_VALUE / 4, Instant.MAX);
    }

    /* Each has seen a few ads in the last week. */
    private void admit(int count) {
        var listener = parts.get(PACKAGE + "viewer.ProjectionsListener", TopicListener.class);
        var store = parts.get(ServingStore.class);
        var random = new Random(13);
        var now = Instant.now();
        for (var number = 0; number < count; number++) {
            var projection = Person.projection(number);
            listener.read(projection.personId().toString(), Json.write(projection));
            if (!projection.refused()) {
                for (var seen = 0; seen < SEEN; seen++) {
                    store.remember(Subject.of(projection.personId()), exposure(now, random));
                }
            }
        }
        listener.batchRead();
    }

    private static Exposure exposure(Instant now, Random random) {
        return new Exposure(
                now.minus(Duration.ofMinutes(1 + random.nextInt(10_000))).toEpochMilli(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                false);
    }

    /** Somebody asks about one slot of their device in some scene; the answer is complete but for its JSON. */
    AdResponse decide(SplittableRandom random) {
        var person = random.nextInt(people);
        var slot = random.nextInt(Inventory.SLOTS / 2) * 2 + person % 2;
        var scene = Inventory.SCENES.get(random.nextInt(Inventory.MOMENTS.size()));
        var request = new AdRequest(
                "request",
                scene.toString(),
                List.of(new AdRequest.Opportunity("1", Inventory.slotId(slot), null, null, null)),
                null,
                Inventory.LANGUAGE.code(),
                Inventory.REGION);
        return answers.of("request", service.decide(request, Person.device(person), service.deadline()));
    }
}
