package io.houdao.placement;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.Suite.aDevice;
import static io.houdao.placement.Suite.ask;
import static io.houdao.placement.Suite.operator;
import static io.houdao.placement.Suite.opportunity;
import static io.houdao.placement.Suite.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.InvalidReceipt;
import io.houdao.contracts.placement.Receipt;
import io.houdao.contracts.placement.Receipts;
import io.houdao.placement.Suite.Place;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** What several tests of decisions ask, and what they read of the answers. */
final class Asking {

    private Asking() {}

    static int adsOutOf(int times, APerson person, Place place) {
        var ads = 0;
        var state = "";
        for (var i = 0; i < times; i++) {
            var answer = ask(person.device(), request(SPORT, place, state));
            state = answer.getString("exposureState") == null ? "" : answer.getString("exposureState");
            ads += outcome(answer).equals("ad") ? 1 : 0;
        }
        return ads;
    }

    /** Publishes the person and waits until placement knows them. */
    static APerson known(APerson person) {
        int before = operator().get("/v1/view").then().extract().path("projections");
        publish(person.projection());
        await().until(() -> (int) operator().get("/v1/view").then().extract().path("projections") > before);
        return person;
    }

    /** Publishes the line item for this place alone and waits until it is shown there. */
    static ALineItem live(Place place, ALineItem item) {
        return live(place, item, null);
    }

    static ALineItem live(Place place, ALineItem item, String reason) {
        return live(place, item, reason, SPORT);
    }

    /** Publishes the line item for this place alone, and waits until it is shown to a stranger, or is not for a reason. */
    static ALineItem live(Place place, ALineItem item, String reason, Scene scene) {
        publish(item.on(place.touchpoint()));
        if (reason == null) {
            awaitAd(place, scene);
        } else {
            await().untilAsserted(() ->
                    assertThat(reason(ask(aDevice(), scene, place.slot()))).isEqualTo(reason));
        }
        return item;
    }

    static void awaitAd(Place place, Scene scene) {
        await().untilAsserted(() ->
                assertThat(outcome(ask(aDevice(), scene, place.slot()))).isEqualTo("ad"));
    }

    static DecisionMade told(String decisionId) {
        return Suite.all(Topics.DECISIONS).stream()
                .map(record -> Json.read(record.value(), DecisionMade.class))
                .filter(event -> event.decisionId().toString().equals(decisionId))
                .findFirst()
                .orElse(null);
    }

    static Receipt receipt(JsonPath answer) throws IOException, InvalidReceipt {
        var file = ConfigProvider.getConfig().getValue("houdao.receipt.keyset-file", String.class);
        return Receipts.with(Files.readString(Path.of(file)))
                .open(answer.getString("decisions[0].ad.receipt"), Instant.now());
    }

    static String outcome(JsonPath answer) {
        return answer.getString("decisions[0].outcome");
    }

    static String reason(JsonPath answer) {
        return answer.getString("decisions[0].reason");
    }

    static String shown(JsonPath answer) {
        return answer.getString("decisions[0].ad.lineItemId");
    }

    static Map<String, Object> request(Scene scene, Place place) {
        return request(scene, place, "");
    }

    static Map<String, Object> request(Scene scene, Place place, String exposureState) {
        return Map.of(
                "scene",
                scene.toString(),
                "opportunities",
                List.of(opportunity("1", place.slot())),
                "exposureState",
                exposureState);
    }
}
