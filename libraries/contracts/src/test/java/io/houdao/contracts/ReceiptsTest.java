package io.houdao.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.InvalidReceipt;
import io.houdao.contracts.placement.Receipt;
import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    private final Receipts receipts = Receipts.with(Receipts.newKeyset());

    @Test
    void whatIsSealedOpensUnchanged() throws InvalidReceipt {
        var receipt = aReceipt(new PersonId(UUID.randomUUID()), new DeviceId(UUID.randomUUID()));

        assertThat(receipts.open(receipts.seal(receipt), NOON)).isEqualTo(receipt);
    }

    @Test
    void aReceiptWithoutPersonOrDeviceOpensUnchanged() throws InvalidReceipt {
        var receipt = aReceipt(null, null);

        assertThat(receipts.open(receipts.seal(receipt), NOON)).isEqualTo(receipt);
    }

    @Test
    void aReceiptExpiresExactlyOnTime() throws InvalidReceipt {
        var sealed = receipts.seal(aReceipt(null, null));

        assertThat(receipts.open(sealed, LATER.minusMillis(1))).isNotNull();
        assertThatThrownBy(() -> receipts.open(sealed, LATER))
                .isInstanceOf(InvalidReceipt.class)
                .hasMessageContaining("expired");
    }

    @Test
    void anAlteredReceiptProvesNothing() {
        var sealed = receipts.seal(aReceipt(null, null));

        for (var at : new int[] {0, sealed.length() / 2, sealed.length() - 2}) {
            var altered = new StringBuilder(sealed);
            altered.setCharAt(at, sealed.charAt(at) == 'A' ? 'B' : 'A');
            assertThatThrownBy(() -> receipts.open(altered.toString(), NOON)).isInstanceOf(InvalidReceipt.class);
        }
    }

    @Test
    void garbageAndTheReceiptsOfOthersProveNothing() {
        var others = Receipts.with(Receipts.newKeyset()).seal(aReceipt(null, null));

        assertThatThrownBy(() -> receipts.open(others, NOON)).isInstanceOf(InvalidReceipt.class);
        assertThatThrownBy(() -> receipts.open("not a receipt", NOON)).isInstanceOf(InvalidReceipt.class);
        assertThatThrownBy(() -> receipts.open("", NOON)).isInstanceOf(InvalidReceipt.class);
    }

    @Test
    void rotatingKeysLosesNoReceiptAtAnyStep() throws InvalidReceipt {
        var first = Receipts.newKeyset();
        var second = Receipts.withNewKey(first);
        var third = Receipts.sealingWithNewest(second);
        var receipt = aReceipt(null, null);

        for (var sealing : new String[] {first, second}) {
            for (var opening : new String[] {first, second, third}) {
                var sealed = Receipts.with(sealing).seal(receipt);
                assertThat(Receipts.with(opening).open(sealed, NOON)).isEqualTo(receipt);
            }
        }
        var sealedWithNewest = Receipts.with(third).seal(receipt);
        assertThat(Receipts.with(second).open(sealedWithNewest, NOON)).isEqualTo(receipt);
        assertThatThrownBy(() -> Receipts.with(first).open(sealedWithNewest, NOON))
                .as("who never heard of the key cannot open it")
                .isInstanceOf(InvalidReceipt.class);
    }

    private static Receipt aReceipt(@Nullable PersonId person, @Nullable DeviceId device) {
        return new Receipt(
                new Showing(
                        new DecisionId(UUID.randomUUID()),
                        NOON,
                        person,
                        device,
                        new TouchpointId("tv-launcher"),
                        new SlotId("tv-launcher.boot"),
                        Scene.of("home/entertainment"),
                        new LineItemId(UUID.randomUUID()),
                        new CampaignId(UUID.randomUUID()),
                        new AdvertiserId(UUID.randomUUID()),
                        new CreativeId(UUID.randomUUID()),
                        PricingModel.CPM,
                        1_500,
                        0.98,
                        42),
                LATER);
    }
}
