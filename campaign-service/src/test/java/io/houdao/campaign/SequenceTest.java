package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Language;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.campaign.Sequence;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Line items that continue their campaign: the brand channel after the boot of the television. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SequenceTest {

    private Member member;

    @BeforeEach
    void anAdvertiser() {
        member = Member.with(10 * Bodies.BUDGET);
    }

    @Test
    void aSequenceThatCannotBeIsRefusedByName() {
        refuses(Map.of("per", "DEVICE"), "lineItems[0].sequence.within");
        refuses(Map.of("within", "PT10M"), "lineItems[0].sequence.per");
        refuses(Map.of("within", "PT0S", "per", "DEVICE"), "lineItems[0].sequence.within");
        refuses(Map.of("within", "P31D", "per", "DEVICE"), "lineItems[0].sequence.within");
    }

    private void refuses(Map<String, Object> sequence, String field) {
        member.api()
                .create("/v1/campaigns", Bodies.campaign(with(lineItem(creative()), "sequence", sequence)))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(field));
    }

    @Test
    void kindsOfDeviceAndLanguagesThatCannotBeAreRefusedByName() {
        for (var wrong : Map.of("deviceKinds", "TV!", "languages", "zh-Hans").entrySet()) {
            var body = with(lineItem(creative()), wrong.getKey(), List.of(wrong.getValue()));
            var response = member.api().create("/v1/campaigns", Bodies.campaign(body));
            response.then().statusCode(400).contentType("application/problem+json");
            assertThat(response.jsonPath().getString("violations[0].field"))
                    .startsWith("lineItems[0]." + wrong.getKey());
        }
    }

    @Test
    void kindsOfDeviceAndLanguagesArePublishedAndAnotherIsAChangeForPeople() {
        var body = with(with(lineItem(creative()), "deviceKinds", List.of("tv")), "languages", List.of("zh"));
        var id = member.live(body);

        try (var air = new Air()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> air.of(id).isPresent());
            assertThat(air.of(id).orElseThrow().deviceKinds()).containsExactly(new DeviceKind("tv"));
            assertThat(air.of(id).orElseThrow().languages()).containsExactly(new Language("zh"));
        }
        member.api()
                .patch("/v1/line-items/" + id, Map.of("languages", List.of("en")))
                .then()
                .statusCode(200);
        assertThat(member.status(id)).isEqualTo("draft");
    }

    @Test
    void aSequenceIsPublishedWithItsLineItem() {
        var sequence = Map.of("within", "PT10M", "per", "DEVICE");
        var continued = member.live(with(lineItem(creative()), "sequence", sequence));
        var alone = member.live(lineItem(creative()));

        try (var air = new Air()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> air.of(continued).isPresent() && air.of(alone).isPresent());
            assertThat(air.of(continued).orElseThrow().sequence())
                    .isEqualTo(new Sequence(Duration.ofMinutes(10), Per.DEVICE));
            assertThat(air.of(alone).orElseThrow().sequence()).isNull();
        }
    }
}
