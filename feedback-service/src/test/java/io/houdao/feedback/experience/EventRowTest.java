package io.houdao.feedback.experience;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.feedback.Devices;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRowTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"CPM, 21000, 0, 0", "CPC, 0, 21000, 0", "CPA, 0, 0, 21000", "FIXED_TIME, 0, 0, 0"})
    void whatIsOwedIsOwedForTheEventThatIsPaidFor(PricingModel pricing, long impression, long click, long conversion) {
        var showing = sold(pricing);

        assertThat(List.of(
                        new ExperienceEvent.Impression(showing, NOON, NOON),
                        new ExperienceEvent.Click(showing, NOON, NOON),
                        new ExperienceEvent.Conversion(showing, NOON, NOON, 99_000_000)))
                .extracting(event -> EventRow.of(event).billedMicros())
                .containsExactly(impression, click, conversion);
    }

    private static Showing sold(PricingModel pricing) {
        var any = Devices.showing(
                Devices.aScene(), Devices.BOOT, Devices.aCreative(), NOON, new DeviceId(UUID.randomUUID()));
        return new Showing(
                any.decisionId(),
                any.decidedAt(),
                any.personId(),
                any.deviceId(),
                any.touchpointId(),
                any.slotId(),
                any.scene(),
                any.lineItemId(),
                any.campaignId(),
                any.advertiserId(),
                any.creativeId(),
                pricing,
                any.priceMicros(),
                any.propensity(),
                any.featuresHash());
    }
}
