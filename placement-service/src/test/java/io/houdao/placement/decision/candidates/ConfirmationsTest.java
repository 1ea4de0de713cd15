package io.houdao.placement.decision.candidates;

import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Json;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.placement.ALineItem;
import io.houdao.placement.CampaignStandIn;
import io.houdao.placement.control.Controls;
import io.houdao.placement.exposure.LongCaps;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only what campaign-service said last is on the air, whatever is read, in whatever order, whoever answers when. */
class ConfirmationsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int MANY = 3 * Confirmations.MOST + 1;

    private final CampaignStandIn campaign = new CampaignStandIn();
    private final String url = campaign.start().get("houdao.campaign.url");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LineItems lineItems = new LineItems(Given.responses(new Controls()), new LongCaps(), Runnable::run);
    private final Confirmations confirmations = Given.confirmations(url, lineItems, meters);
    private final LineItemsListener listener = new LineItemsListener(confirmations);

    @BeforeEach
    void start() {
        confirmations.start(new StartupEvent());
    }

    @AfterEach
    void stop() {
        confirmations.stop(new ShutdownEvent());
        campaign.stop();
    }

    @Test
    void aRecordUnderAnothersKeyIsRefused() {
        var item = aLineItem();

        assertThatThrownBy(() -> listener.read(aLineItem().id().toString(), record(item)))
                .hasMessageContaining("has the key");
    }

    @Test
    void aLineItemInAZoneThatDoesNotExistIsRefusedBeforeAnybodyIsAsked() {
        var item = aLineItem().zone("Asia/Nowhere");

        assertThatThrownBy(() -> read(item)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void whatIsDeniedIsNeverShownWhateverItPays() {
        var forged = List.of(
                aLineItem().house(),
                aLineItem().bid(PricingModel.FIXED_TIME, 1),
                aLineItem(),
                aLineItem().goal(1));
        forged.forEach(item -> campaign.deny(record(item)));
        var genuine = aLineItem();

        forged.forEach(this::read);
        read(genuine);
        listener.batchRead();

        awaitOnAir(genuine);
        assertThat(lineItems.size()).isEqualTo(1);
        assertThat(denied()).isEqualTo(forged.size());
    }

    @Test
    void whatRunsGoesOnWhileAnOldRecordOfItIsReadAndEndsWithATombstone() {
        var item = aLineItem();
        var old = record(item);
        campaign.deny(old);
        read(item.version(2));
        listener.batchRead();
        awaitOnAir(item);

        listener.read(key(item), old);
        listener.batchRead();

        await().atMost(LIMIT).until(() -> denied() == 1);
        assertThat(versionOf(item)).isEqualTo(2);

        listener.read(key(item), null);
        listener.batchRead();

        assertThat(lineItems.size()).as("at once: nobody is asked").isZero();
    }

    @Test
    void aNewerRecordThatIsConfirmedTakesThePlaceOfWhatRan() {
        var item = aLineItem();
        read(item);
        listener.batchRead();
        awaitOnAir(item);

        read(item.version(2));
        listener.batchRead();

        await().atMost(LIMIT).until(() -> versionOf(item) == 2);
    }

    @Test
    void anOldRecordSentRightAfterANewOneHoldsTheNewOneUpInNothing() {
        var item = aLineItem();
        var old = record(item);
        campaign.deny(old);
        listener.batchRead();

        read(item.version(2));
        listener.read(key(item), old);
        listener.batchRead();

        await().atMost(LIMIT).until(() -> denied() == 1);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(versionOf(item)).isEqualTo(2));
    }

    @Test
    void aTombstoneThatComesBeforeTheAnswerHasTheLastWord() {
        var stopped = aLineItem();
        var other = aLineItem();
        campaign.beforeConfirming(() -> listener.read(key(stopped), null));
        read(stopped);
        read(other);

        listener.batchRead();

        awaitOnAir(other);
        assertThat(lineItems.of(List.of(stopped.id()))).isEmpty();
    }

    @Test
    void whatIsSentAgainAfterATombstoneIsAskedAboutAnew() {
        var item = aLineItem();
        var fence = aLineItem();
        var isFirst = new AtomicBoolean(true);
        campaign.beforeConfirming(() -> {
            if (isFirst.getAndSet(false)) {
                listener.read(key(item), null);
                listener.read(key(item), record(item));
                campaign.deny(record(item));
            }
        });
        read(item);
        listener.batchRead();
        await().atMost(LIMIT).until(() -> denied() == 1);

        read(fence);
        listener.batchRead();

        awaitOnAir(fence);
        assertThat(lineItems.of(List.of(item.id())))
                .as("the first answer was about the first record")
                .isEmpty();
    }

    @Test
    void whileNobodyAnswersWhatRunsGoesOnAndWhatIsNewWaits() {
        var running = aLineItem();
        read(running);
        listener.batchRead();
        awaitOnAir(running);
        campaign.beforeConfirming(() -> {
            throw new IllegalStateException("away");
        });
        var added = aLineItem();

        read(running.version(2));
        read(added);
        listener.batchRead();

        await().atMost(LIMIT).until(() -> failures() > 0);
        assertThat(versionOf(running)).isEqualTo(1);
        assertThat(lineItems.size()).isEqualTo(1);

        campaign.beforeConfirming(() -> {});

        awaitOnAir(added);
        assertThat(versionOf(running)).isEqualTo(2);
    }

    @Test
    void theStartIsSettledOnceAllThatStoodThereIsAnswered() {
        campaign.beforeConfirming(() -> {
            throw new IllegalStateException("away");
        });
        var item = aLineItem();
        var forged = aLineItem();
        campaign.deny(record(forged));
        read(item);
        read(forged);
        assertThat(listener.isStartSettled()).isFalse();

        listener.batchRead();
        await().atMost(LIMIT).until(() -> failures() > 0);
        assertThat(listener.isStartSettled()).isFalse();
        campaign.beforeConfirming(() -> {});

        await().atMost(LIMIT).until(listener::isStartSettled);
        assertThat(found(item)).isTrue();
        assertThat(lineItems.size()).isEqualTo(1);
    }

    @Test
    void anEmptyTopicIsSettledWithoutAnybodyBeingAsked() {
        listener.batchRead();

        assertThat(listener.isStartSettled()).isTrue();
        assertThat(campaign.confirmations()).isZero();
    }

    @Test
    void manyAtStartAreAskedAboutInFewQuestionsAndOnlyTheNewestOfEach() {
        var all = Stream.generate(ALineItem::aLineItem).limit(MANY).toList();
        all.forEach(this::read);
        all.forEach(item -> read(item.version(2)));

        listener.batchRead();

        await().atMost(LIMIT).until(listener::isStartSettled);
        assertThat(lineItems.size()).isEqualTo(MANY);
        assertThat(all).allSatisfy(item -> assertThat(versionOf(item)).isEqualTo(2));
        assertThat(campaign.confirmations()).isEqualTo(4);
        assertThat(lineItems.index().changes()).as("beside the bitmaps").isZero();
    }

    private void read(ALineItem item) {
        listener.read(key(item), record(item));
    }

    private static String key(ALineItem item) {
        return item.id().toString();
    }

    private static byte[] record(ALineItem item) {
        return Json.write(item.live());
    }

    /* Seen by decisions, not only known. */
    private boolean found(ALineItem item) {
        return lineItems
                .worthMost(Integer.MAX_VALUE)
                .anyMatch(lineItem -> lineItem.id().equals(item.id()));
    }

    private void awaitOnAir(ALineItem item) {
        await().atMost(LIMIT).until(() -> found(item));
    }

    private long versionOf(ALineItem item) {
        return lineItems.of(List.of(item.id())).stream()
                .mapToLong(lineItem -> lineItem.live().version())
                .sum();
    }

    private double denied() {
        return meters.counter("houdao.confirmations.denied").count();
    }

    private double failures() {
        return meters.counter("houdao.confirmations.failures").count();
    }
}
