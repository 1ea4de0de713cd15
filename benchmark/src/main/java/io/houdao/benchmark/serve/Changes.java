package io.houdao.benchmark.serve;

import io.houdao.benchmark.Figures;
import io.houdao.benchmark.UsageError;
import io.houdao.benchmark.festival.Inventory;
import io.houdao.benchmark.festival.LineItemsForSale;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.LiveLineItem;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How long it takes until decisions see that a line item was stopped or came back: from the call that writes it to Kafka until
 * an answer is there that knows. Meanwhile so many others change every second that the bitmaps are made anew again and again.
 */
final class Changes {

    private static final int CHANGES = 60;
    /** More than may be beside the bitmaps before they are made anew. */
    private static final int OTHERS = 300;

    private static final long OTHERS_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LIMIT_NANOS = Duration.ofSeconds(30).toNanos();
    /** Who asks, in turns, so that nobody asks too often. */
    private static final int ASKING = 100;

    private static final int FIRST_ASKING = 30_000;

    private final Server service;
    private final List<LiveLineItem> others;
    private final LiveLineItem changing;
    private final List<String> tokens;
    private final String question;
    private long othersAt = System.nanoTime();
    private int asked;

    Changes(Server service, Stage stage) {
        this.service = service;
        var sold = LineItemsForSale.of(10 * OTHERS, 11).toList();
        this.others = sold.subList(0, OTHERS);
        this.changing = sold.stream()
                .skip(OTHERS)
                .filter(Changes::runsWhereIsAsked)
                .findFirst()
                .orElseThrow();
        this.tokens = IntStream.range(FIRST_ASKING, FIRST_ASKING + ASKING)
                .mapToObj(stage::token)
                .toList();
        this.question = "{\"scene\":\"" + Inventory.SCENES.get(0) + "\",\"opportunities\":[{\"opportunityId\":\"1\","
                + "\"slotId\":\"" + Inventory.slotId(0) + "\",\"deals\":[\"" + changing.lineItemId() + "\"]}]}";
    }

    private static boolean runsWhereIsAsked(LiveLineItem lineItem) {
        return lineItem.scenes().contains(Inventory.SCENES.get(0))
                && lineItem.touchpoints().isEmpty()
                && lineItem.deviceKinds().isEmpty()
                && lineItem.languages().isEmpty()
                && lineItem.regions().isEmpty()
                && lineItem.dayparts().isEmpty();
    }

    /** Says how long changes took, and whether all were seen within two seconds. */
    void measure(KafkaProducer<String, byte[]> producer, Figures figures) {
        var millis = new double[CHANGES];
        for (var change = 0; change < CHANGES; change++) {
            changeOthers(producer);
            millis[change] = millisUntilSeen(producer, change % 2 == 1);
        }
        Arrays.sort(millis);
        figures.gate(
                millis[CHANGES - 1] < 2_000,
                "changes seen within 2,000 ms, while %d others change every second: half within %.0f, all within %.0f",
                OTHERS,
                millis[CHANGES / 2],
                millis[CHANGES - 1]);
    }

    private void changeOthers(KafkaProducer<String, byte[]> producer) {
        if (System.nanoTime() >= othersAt) {
            others.forEach(lineItem -> producer.send(Stage.onTopic(lineItem)));
            othersAt = System.nanoTime() + OTHERS_EVERY_NANOS;
        }
    }

    private double millisUntilSeen(KafkaProducer<String, byte[]> producer, boolean live) {
        var began = System.nanoTime();
        send(producer, live);
        while (isLive() != live) {
            if (System.nanoTime() > began + LIMIT_NANOS) {
                throw new UsageError("a change was not seen in 30 seconds");
            }
            pause();
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private void send(KafkaProducer<String, byte[]> producer, boolean live) {
        try {
            producer.send(
                            live
                                    ? Stage.onTopic(changing)
                                    : new ProducerRecord<>(
                                            Topics.LINE_ITEMS,
                                            changing.lineItemId().toString(),
                                            null))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /* Whatever else may speak against it: that it is not there is one reason. */
    private boolean isLive() {
        var token = tokens.get(asked++ % ASKING);
        return !service.ask("POST", "/v1/decisions", token, "application/json", question)
                .contains("\"no-candidate\"");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
