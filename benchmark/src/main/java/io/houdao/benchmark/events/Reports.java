package io.houdao.benchmark.events;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Receipt;
import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Batches as devices send them: of each showing impression, offered and viewable, and now and then what people do. There
 * are 300 slots, 2 scenes to a slot and 8 creatives to a slot, of which the best is shown most.
 */
final class Reports {

    private static final List<String> MOMENTS =
            List.of("sport", "work", "environment", "life", "entertainment", "weather");
    private static final int SLOTS = 300;
    private static final int CREATIVES = 8;

    private Reports() {}

    /** {@code size} events of one device. */
    static String of(UUID device, int size, Receipts receipts, SplittableRandom random) {
        var now = Instant.ofEpochMilli(System.currentTimeMillis());
        var events = new ArrayList<String>();
        while (events.size() < size) {
            var receipt = receipts.seal(new Receipt(showing(device, now, random), now.plus(Duration.ofHours(24))));
            kinds(random)
                    .forEach(kind -> events.add(
                            "{\"receipt\":\"%s\",\"type\":%s,\"occurredAt\":\"%s\"}".formatted(receipt, kind, now)));
        }
        return "{\"events\":[" + String.join(",", events.subList(0, size)) + "]}";
    }

    private static List<String> kinds(SplittableRandom random) {
        var kinds = new ArrayList<>(List.of("\"impression\"", "\"offered\",\"after\":\"PT0.8S\"", "\"viewable\""));
        maybe(0.03, "\"close\",\"shown\":\"PT2.5S\"", kinds, random);
        maybe(0.002, "\"hide\",\"scope\":\"CREATIVE\"", kinds, random);
        maybe(0.02, "\"click\"", kinds, random);
        maybe(0.1, "\"useful\"", kinds, random);
        return kinds;
    }

    private static void maybe(double share, String kind, List<String> kinds, SplittableRandom random) {
        if (random.nextDouble() < share) {
            kinds.add(kind);
        }
    }

    private static Showing showing(UUID device, Instant now, SplittableRandom random) {
        var slot = random.nextInt(SLOTS);
        var draw = random.nextDouble();
        var creative = slot * CREATIVES + (int) (CREATIVES * draw * draw);
        var moment = MOMENTS.get((slot + random.nextInt(2)) % MOMENTS.size());
        return new Showing(
                new DecisionId(new UUID(random.nextLong(), random.nextLong())),
                now,
                new PersonId(new UUID(7, device.getLeastSignificantBits())),
                new DeviceId(device),
                new TouchpointId("touchpoint-" + slot % 20),
                new SlotId("touchpoint-" + slot % 20 + ".slot-" + slot),
                Scene.of("home/" + moment),
                new LineItemId(new UUID(1, creative)),
                new CampaignId(new UUID(2, creative / 4)),
                new AdvertiserId(new UUID(3, creative / 40)),
                new CreativeId(new UUID(4, creative)),
                PricingModel.CPM,
                21_000,
                0.98,
                42);
    }
}
