package io.houdao.profile;

import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.merge;
import static io.houdao.profile.ProfileDriver.post;
import static io.houdao.profile.ProfileDriver.pseudonym;
import static io.houdao.profile.ProfileDriver.splitOff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Json;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.GraphEvent;
import io.houdao.contracts.profile.GraphEvent.DeviceBound;
import io.houdao.contracts.profile.GraphEvent.DeviceHandedOver;
import io.houdao.contracts.profile.GraphEvent.DeviceUnbound;
import io.houdao.contracts.profile.GraphEvent.Imported;
import io.houdao.contracts.profile.GraphEvent.Merged;
import io.houdao.contracts.profile.GraphEvent.MovedIn;
import io.houdao.contracts.profile.GraphEvent.MovedOut;
import io.houdao.contracts.profile.GraphEvent.Newcomer;
import io.houdao.contracts.profile.GraphEvent.OwnDevice;
import io.houdao.contracts.profile.GraphEvent.Split;
import io.houdao.contracts.profile.HouseholdId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every change of the graph can be followed from outside, and names nobody. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class GraphEventsTest {

    @Test
    void bindingUnbindingAndHandingOverAreTold() {
        var anna = aPerson();
        var ben = aPerson();
        var cooker = aDevice(anna, "rice-cooker", true);
        var tv = aDevice(anna, "tv");
        post(asOperator(), "/v1/people/" + anna + "/devices/" + tv + "/hand-over", "{\"to\":\"" + ben + "\"}")
                .then()
                .statusCode(200);
        asPerson(anna)
                .delete("/v1/people/" + anna + "/devices/" + cooker)
                .then()
                .statusCode(204);

        try (var arrivals = Arrivals.ofGraph()) {
            var told = arrivals.awaitGraph(anna, 4);

            assertThat(told)
                    .extracting(GraphEvent::getClass)
                    .asList()
                    .containsExactly(DeviceBound.class, DeviceBound.class, DeviceHandedOver.class, DeviceUnbound.class);
            var bound = (DeviceBound) told.get(0);
            assertThat(bound.deviceId()).isEqualTo(new DeviceId(cooker));
            assertThat(bound.kind()).isEqualTo(new DeviceKind("rice-cooker"));
            assertThat(bound.shared()).isTrue();
            assertThat(((DeviceHandedOver) told.get(2)).to()).isEqualTo(known(ben));
            assertThat(((DeviceUnbound) told.get(3)).deviceId()).isEqualTo(new DeviceId(cooker));
        }
    }

    @Test
    void movingInAndOutIsTold() {
        var old = aHousehold();
        var household = aHousehold();
        var anna = aPersonIn(old);
        for (var twice = 0; twice < 2; twice++) {
            asOperator()
                    .put("/v1/households/" + household + "/members/" + anna)
                    .then()
                    .statusCode(200);
        }
        asPerson(anna)
                .delete("/v1/households/" + household + "/members/" + anna)
                .then()
                .statusCode(204);

        try (var arrivals = Arrivals.ofGraph()) {
            var told = arrivals.awaitGraph(anna, 4);

            assertThat(told)
                    .extracting(GraphEvent::getClass)
                    .asList()
                    .containsExactly(MovedIn.class, MovedOut.class, MovedIn.class, MovedOut.class);
            assertThat(((MovedIn) told.get(0)).householdId()).isEqualTo(new HouseholdId(old));
            assertThat(((MovedIn) told.get(2)).householdId()).isEqualTo(new HouseholdId(household));
        }
    }

    @Test
    void aMergeAndASplitAreToldAndNoEventNamesAPersonById() {
        var anna = aPerson();
        var twin = aPerson();
        var tv = aDevice(twin, "tv");
        merge(anna, twin).then().statusCode(201);
        var other = splitOff(anna, tv, "{\"birthDate\":\"1990-05-17\"}");

        try (var arrivals = Arrivals.ofGraph()) {
            var merged = (Merged) arrivals.awaitGraph(twin, 2).get(1);
            var split = (Split) arrivals.awaitGraph(anna, 1).get(0);

            assertThat(merged.into()).isEqualTo(known(anna));
            assertThat(merged.devices()).isEqualTo(Set.of(new DeviceId(tv)));
            assertThat(split.to()).isEqualTo(known(other));
            assertThat(split.devices()).isEqualTo(Set.of(new DeviceId(tv)));
            assertThat(split.version()).isGreaterThan(merged.version());
            for (var person : Set.of(anna, twin, other)) {
                assertThat(arrivals.all())
                        .noneMatch(record -> (record.key() + new String(record.value(), StandardCharsets.UTF_8))
                                .contains(person.toString()));
            }
        }
    }

    @Test
    void whoIsImportedIsToldOfTogetherAndWhatAnImportAddsToThemIsToldLikeARequest() {
        var anna = UUID.randomUUID();
        var ben = UUID.randomUUID();
        var household = UUID.randomUUID();
        var cooker = UUID.randomUUID();
        var tv = UUID.randomUUID();
        var both = line(anna, "") + line(ben, ",\"devices\":[" + device(cooker, "rice-cooker") + "]");
        importPeople(both).then().body("accepted", equalTo(2));
        importPeople(both).then().body("accepted", equalTo(2));
        importPeople(line(anna, ",\"householdId\":\"" + household + "\",\"devices\":[" + device(tv, "tv") + "]"))
                .then()
                .body("accepted", equalTo(1));

        try (var arrivals = Arrivals.ofGraph()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> arrivals.of(anna).stream()
                            .anyMatch(record -> Json.read(record.value(), GraphEvent.class) instanceof DeviceBound));
            var told = arrivals.all()
                    .map(record -> Json.read(record.value(), GraphEvent.class))
                    .filter(event -> event instanceof Imported imported
                            && imported.people().stream()
                                    .anyMatch(one -> one.personId().equals(known(anna))))
                    .map(Imported.class::cast)
                    .toList();
            var since = arrivals.awaitGraph(anna, 2).stream()
                    .filter(event -> !(event instanceof Imported))
                    .toList();

            assertThat(told).hasSize(1);
            assertThat(told.get(0).people())
                    .containsExactlyInAnyOrder(
                            new Newcomer(known(anna), null, List.of()),
                            new Newcomer(
                                    known(ben),
                                    null,
                                    List.of(new OwnDevice(new DeviceId(cooker), new DeviceKind("rice-cooker"), true))));
            assertThat(since)
                    .extracting(GraphEvent::getClass)
                    .asList()
                    .containsExactly(MovedIn.class, DeviceBound.class);
            assertThat(((MovedIn) since.get(0)).householdId()).isEqualTo(new HouseholdId(household));
            assertThat(((DeviceBound) since.get(1)).deviceId()).isEqualTo(new DeviceId(tv));
        }
    }

    private static String line(UUID person, String more) {
        return "{\"personId\":\"" + person + "\",\"birthDate\":\"1990-05-17\"" + more + "}\n";
    }

    private static String device(UUID id, String kind) {
        return "{\"deviceId\":\"" + id + "\",\"kind\":\"" + kind + "\",\"shared\":true}";
    }

    private static PersonId known(UUID person) {
        return new PersonId(pseudonym(person));
    }
}
