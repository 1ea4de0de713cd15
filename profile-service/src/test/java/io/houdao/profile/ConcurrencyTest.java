package io.houdao.profile;

import static io.houdao.profile.ProfileDriver.aChild;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.cell;
import static io.houdao.profile.ProfileDriver.declare;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many hands at once: whatever the order, what was published last is what the database says now. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ConcurrencyTest {

    private static final int PEOPLE = 4;
    private static final int CHANGES_EACH = 15;
    private static final int ROUNDS = 25;

    @Inject
    Stored stored;

    @Test
    void movesSwitchesAndGrantsAtOnceEndInOneConsistentState() {
        var households = List.of(aHousehold(), aHousehold());
        var people = IntStream.range(0, PEOPLE).mapToObj(i -> aPerson()).toList();
        people.forEach(person -> aDevice(person, "tv", true));
        var threads = Executors.newFixedThreadPool(2 * PEOPLE);

        var statuses = IntStream.range(0, 2 * PEOPLE)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> changes(people.get(i % PEOPLE), households, new Random(i)), threads))
                .toList()
                .stream()
                .flatMap(future -> future.join().stream())
                .toList();
        threads.shutdown();

        assertThat(statuses)
                .as("done, or told to try again; never a failure")
                .allMatch(Set.of(200, 204, 404, 409)::contains);
        people.forEach(this::requireConsistent);
    }

    @Test
    void twoChangesInOneHouseholdAtOnceBothCount() {
        for (var round = 0; round < ROUNDS; round++) {
            var household = aHousehold();
            var anna = aPersonIn(household);
            var ben = aPersonIn(household);
            var start = new CyclicBarrier(2);

            var noAds = CompletableFuture.runAsync(() -> {
                await(start);
                put(asPerson(anna), "/v1/people/" + anna + "/switches", "{\"adsOff\":true}");
            });
            await(start);
            aDevice(ben, "tv", true);
            noAds.join();

            var published = projection(ben).jsonPath();
            assertThat(published.getList("devices")).as("round %d", round).hasSize(1);
            assertThat(published.getBoolean("surfaces.tv.silent"))
                    .as("round %d", round)
                    .isTrue();
        }
    }

    @Test
    void whatManySayAtOnceIsAnsweredToEachAndWhoIsHeldByAnotherHoldsNobodyUp() throws Exception {
        var people = IntStream.range(0, 2 * PEOPLE).mapToObj(i -> aPerson()).toList();
        people.forEach(person -> aDevice(person, "tv", false));
        people.forEach(person -> declare(person, "city:wuhan"));
        var ben = aChild();
        var held = people.get(0);

        try (var hold = stored.hold("select from person where id = '" + held + "' for update")) {
            var late = CompletableFuture.supplyAsync(() -> say(held, "granted"));
            var answers = atOnce(people.subList(1, people.size()), "granted");
            var refusals = atOnce(List.of(ben, UUID.randomUUID()), "granted");

            assertThat(answers).allMatch(status -> status == 200);
            assertThat(refusals).containsExactly(409, 404);
            assertThat(late).isNotDone();
            hold.rollback();
            assertThat(late.join()).isEqualTo(200);
        }

        assertThat(people).allMatch(person -> !tagsOnTv(person).isEmpty());
        assertThat(atOnce(people, "revoked")).allMatch(status -> status == 200);
        assertThat(people).allMatch(person -> tagsOnTv(person).isEmpty());
    }

    private static List<Integer> atOnce(List<UUID> people, String decision) {
        var threads = Executors.newFixedThreadPool(people.size());
        var start = new CyclicBarrier(people.size());
        var answers = people.stream()
                .map(person -> CompletableFuture.supplyAsync(
                        () -> {
                            await(start);
                            return say(person, decision);
                        },
                        threads))
                .toList();
        threads.shutdown();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static int say(UUID person, String decision) {
        return put(asPerson(person), "/v1/people/" + person + "/permissions", cell("self", "place", "tv", decision))
                .statusCode();
    }

    private static List<String> tagsOnTv(UUID person) {
        return projection(person).jsonPath().getList("surfaces.tv.tags.tag");
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Integer> changes(UUID person, List<UUID> households, Random random) {
        return IntStream.range(0, CHANGES_EACH)
                .mapToObj(i -> change(person, households.get(random.nextInt(2)), random.nextInt(5)))
                .toList();
    }

    private static int change(UUID person, UUID household, int kind) {
        var response = switch (kind) {
            case 0 -> put(asPerson(person), "/v1/people/" + person + "/switches", "{\"adsOff\":true}");
            case 1 -> put(asPerson(person), "/v1/people/" + person + "/switches", "{}");
            case 2 ->
                put(asPerson(person), "/v1/people/" + person + "/permissions", cell("tv", "viewing", "tv", "granted"));
            case 3 -> asOperator().put("/v1/households/" + household + "/members/" + person);
            default -> asPerson(person).delete("/v1/households/" + household + "/members/" + person);
        };
        return response.statusCode();
    }

    /** On a shared tv there is silence exactly where somebody in the same household wants no ads. */
    private void requireConsistent(UUID person) {
        var silent = stored.number("""
                select count(*) from person me join person other
                    on other.id = me.id or other.household_id = me.household_id
                where me.id = '%s' and other.ads_off""".formatted(person)) > 0;
        var published = projection(person).jsonPath();

        assertThat(published.getBoolean("surfaces.tv.silent")).isEqualTo(silent);
        assertThat(published.getString("householdId") == null)
                .isEqualTo(stored.number(
                                "select count(*) from person where household_id is null and id = '" + person + "'")
                        == 1);
    }
}
