package io.houdao.placement;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static io.houdao.placement.Asking.awaitAd;
import static io.houdao.placement.Asking.reason;
import static io.houdao.placement.Asking.request;
import static io.houdao.placement.Asking.shown;
import static io.houdao.placement.Suite.aDevice;
import static io.houdao.placement.Suite.aTelevision;
import static io.houdao.placement.Suite.ask;
import static io.houdao.placement.Suite.publish;
import static io.houdao.placement.Suite.stop;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.local.LocalStackResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Whoever writes on the topic, and whatever they write there: what campaign-service did not say last is not shown. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(CampaignStandIn.class)
class ApprovalTest {

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "houdao.campaign.url")
    String campaign;

    @Test
    void aForgedRecordIsNotShownWhateverItPays() {
        var place = aTelevision();
        var all = List.of(
                aLineItem().house(),
                aLineItem().bid(PricingModel.FIXED_TIME, 1_000_000),
                aLineItem().goal(1_000),
                aLineItem());
        var before = denied();

        for (var forged : all) {
            deny(Json.write(forged.on(place.touchpoint()).live()));
            publish(forged);
        }

        await().until(() -> denied() == before + all.size());
        assertThat(reason(ask(aDevice(), request(SPORT, place)))).isEqualTo("no-candidate");
    }

    @Test
    void anOldRecordChangesNothingOfWhatRunsAndBringsNothingBack() {
        var place = aTelevision();
        var item = aLineItem().house().on(place.touchpoint());
        var old = Json.write(item.live());
        deny(old);
        publish(item.version(2).bid(PricingModel.CPM, 30_000_000));
        awaitAd(place, SPORT);
        var before = denied();

        Suite.send(Topics.LINE_ITEMS, item.id().toString(), old);

        await().until(() -> denied() == before + 1);
        assertThat(shown(ask(aDevice(), request(SPORT, place))))
                .isEqualTo(item.id().toString());

        stop(item.id());
        Suite.send(Topics.LINE_ITEMS, item.id().toString(), old);

        await().until(() -> denied() == before + 2);
        assertThat(reason(ask(aDevice(), request(SPORT, place)))).isEqualTo("no-candidate");
    }

    private void deny(byte[] record) {
        given().body(record).post(campaign + "/denials").then().statusCode(200);
    }

    private double denied() {
        return meters.counter("houdao.confirmations.denied").count();
    }
}
