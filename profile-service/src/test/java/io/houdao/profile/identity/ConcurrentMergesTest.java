package io.houdao.profile.identity;

import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.merge;
import static io.houdao.profile.ProfileDriver.post;
import static io.houdao.profile.ProfileDriver.projection;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.local.LocalStackResource;
import io.houdao.profile.Arrivals;
import io.houdao.profile.Stored;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Merges in a circle, at once, while devices are handed around: whatever the order, one consistent state is left. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ConcurrentMergesTest {

    private static final int ROUNDS = 6;
    private static final int DEVICES_EACH = 3;

    @Inject
    Stored stored;

    @Test
    void mergesInACircleEndInOneConsistentState() {
        for (var round = 0; round < ROUNDS; round++) {
            var people = List.of(aPerson(), aPerson(), aPerson());
            var devices = devicesOf(people);

            var statuses = atOnce(changes(people, devices));

            assertThat(statuses)
                    .as("done, or told why not; never a failure")
                    .allMatch(Set.of(200, 201, 204, 400, 404, 409)::contains);
            assertThat(statuses).as("some merge was made").contains(201);
            requireConsistent(
                    people, devices.values().stream().flatMap(List::stream).toList());
        }
    }

    private static Map<UUID, List<UUID>> devicesOf(List<UUID> people) {
        var devices = new HashMap<UUID, List<UUID>>();
        for (var person : people) {
            for (var i = 0; i < DEVICES_EACH; i++) {
                devices.computeIfAbsent(person, any -> new ArrayList<>()).add(aDevice(person, "tv", i == 0));
            }
        }
        return devices;
    }

    private static List<Supplier<Integer>> changes(List<UUID> people, Map<UUID, List<UUID>> devices) {
        var a = people.get(0);
        var b = people.get(1);
        var c = people.get(2);
        var household = aHousehold();
        return List.of(
                () -> merge(b, a).statusCode(),
                () -> merge(a, b).statusCode(),
                () -> merge(c, b).statusCode(),
                () -> merge(a, c).statusCode(),
                () -> post(
                                asOperator(),
                                "/v1/people/" + a + "/devices/" + devices.get(a).get(0) + "/hand-over",
                                "{\"to\":\"" + c + "\"}")
                        .statusCode(),
                () -> asOperator()
                        .put("/v1/households/" + household + "/members/" + b)
                        .statusCode());
    }

    private static List<Integer> atOnce(List<Supplier<Integer>> changes) {
        var threads = Executors.newFixedThreadPool(changes.size());
        var start = new CountDownLatch(1);
        var running = changes.stream()
                .map(change -> CompletableFuture.supplyAsync(() -> after(start, change), threads))
                .toList();
        start.countDown();
        var statuses = running.stream().map(CompletableFuture::join).toList();
        threads.shutdown();
        return statuses;
    }

    private static int after(CountDownLatch start, Supplier<Integer> change) {
        try {
            start.await();
            return change.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void requireConsistent(List<UUID> people, List<UUID> devices) {
        var here = people.stream().filter(this::isHere).toList();
        var gone = people.stream().filter(person -> !here.contains(person)).toList();
        assertThat(here).as("somebody is left").isNotEmpty();

        var projected = new ArrayList<String>();
        here.forEach(person -> projected.addAll(projection(person).jsonPath().getList("devices.deviceId")));
        assertThat(projected)
                .as("each device is on exactly one projection")
                .containsExactlyInAnyOrderElementsOf(
                        devices.stream().map(UUID::toString).toList());
        assertThat(owners(devices)).as("each device has an owner who is there").isSubsetOf(new HashSet<>(here));

        for (var person : gone) {
            assertThat(home(person, here))
                    .as("whoever is gone is part of one who is there")
                    .isEqualTo(1);
            assertThat(stored.number("select count(*) from projection where person_id = '" + person + "'"))
                    .isZero();
        }
        try (var arrivals = Arrivals.ofProjections()) {
            gone.forEach(arrivals::awaitTombstone);
        }
        assertThat(stored.number("select count(*) from former_name where person_id not in (select id from person)"))
                .isZero();
    }

    private boolean isHere(UUID person) {
        return asPerson(person).get("/v1/people/" + person).statusCode() == 200;
    }

    private Set<UUID> owners(List<UUID> devices) {
        var owners = new HashSet<UUID>();
        for (var device : devices) {
            owners.add(stored.id("select owner_id from device where id = '" + device + "'"));
        }
        return owners;
    }

    private long home(UUID gone, List<UUID> here) {
        return here.stream()
                .filter(person -> stored.number("select count(*) from former_name where former_id = '" + gone
                                + "' and person_id = '" + person + "'")
                        == 1)
                .count();
    }
}
