package io.houdao.campaign.publishing;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.houdao.campaign.Air;
import io.houdao.campaign.Bodies;
import io.houdao.campaign.Member;
import io.houdao.campaign.Stored;
import io.houdao.contracts.Json;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.local.LocalStackResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever somebody puts on the topic in place of what this service said last, what holds stands there again. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class CatalogueTest {

    private static final int PARTITIONS = 6;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Stored stored;

    @Inject
    CatalogueCheck check;

    @Inject
    LastWords lastWords;

    @Inject
    MeterRegistry meters;

    private Member member;
    private Air air;

    @BeforeEach
    void open() {
        member = Member.with(10 * Bodies.BUDGET);
        air = new Air();
    }

    @AfterEach
    void close() {
        air.close();
    }

    @Test
    void anOldRecordOfWhatRunsNoMoreIsTakenBack() {
        var id = live();
        member.api().post("/v1/line-items/" + id + "/stop").then().statusCode(200);
        var published = said(id, 2).get(0);
        var before = foreign();

        air.put(published.partition(), published.key(), published.value());

        assertThat(said(id, 4).get(3).value()).as("what stands there at last").isNull();
        assertThatNothingFollows(id, 4);
        assertThat(foreign()).isGreaterThan(before);
    }

    @Test
    void anOldRecordOfWhatRunsOtherwiseNowIsReplacedByWhatRuns() {
        var id = live();
        member.api()
                .patch("/v1/line-items/" + id, Map.of("bid", Map.of("model", "CPM", "amountMicros", 1)))
                .then()
                .statusCode(200);
        var published = said(id, 2);

        air.put(published.get(0).partition(), id.toString(), published.get(0).value());

        var again = item(said(id, 4).get(3));
        assertThat(again.version()).isEqualTo(item(published.get(1)).version());
        assertThat(again.bid().amountMicros()).isEqualTo(1);
        assertThatNothingFollows(id, 4);
    }

    @Test
    void aTombstoneOfSomebodyElseDoesNotTakeOffWhatRuns() {
        var id = live();
        var published = said(id, 1).get(0);

        air.put(published.partition(), id.toString(), null);

        var again = item(said(id, 3).get(2));
        assertThat(again.version()).isEqualTo(item(published).version());
        assertThat(again.publishedAt()).as("made anew").isAfter(item(published).publishedAt());
        assertThatNothingFollows(id, 3);
    }

    @Test
    void whatStandsOnAnotherPartitionIsErasedThereAndWhatHoldsIsSaidAtHome() {
        var off = live();
        member.api().post("/v1/line-items/" + off + "/pause").then().statusCode(200);
        var on = live();
        for (var id : List.of(off, on)) {
            var said = said(id, id.equals(off) ? 2 : 1);
            var published = said.get(0);
            var elsewhere = (published.partition() + 1) % PARTITIONS;

            air.put(elsewhere, id.toString(), published.value());

            var all = said(id, said.size() + 3);
            assertThat(newestOn(elsewhere, all).value()).isNull();
            assertThat(newestOn(published.partition(), all).value() != null).isEqualTo(id.equals(on));
            assertThatNothingFollows(id, said.size() + 3);
        }
    }

    @Test
    void whatWasNeverThisServicesIsTakenOff() {
        var published = said(live(), 1).get(0);
        var nobodys = UUID.randomUUID();
        var forged = new String(published.value(), StandardCharsets.UTF_8)
                .replace(published.key(), nobodys.toString())
                .getBytes(StandardCharsets.UTF_8);

        air.put(null, nobodys.toString(), forged);

        assertThat(said(nobodys, 2).get(1).value()).isNull();
        assertThatNothingFollows(nobodys, 2);
    }

    @Test
    void aRecordThatNamesAnotherLineItemThanItsKeyDoesNotBringThatBack() {
        var id = live();
        member.api().post("/v1/line-items/" + id + "/stop").then().statusCode(200);
        var published = said(id, 2).get(0);

        for (var key : List.of(UUID.randomUUID().toString(), nobodysKey())) {
            var before = said(id, 2).size();
            air.put(null, key, published.value());

            assertThat(said(key, 2).get(1).value()).as("of " + key).isNull();
            assertThat(said(id, before + 1).get(before).value())
                    .as("said once more")
                    .isNull();
        }
    }

    @Test
    void whateverIsReadAgainByHoweverManyReplicasLeadsToOneWord() throws Exception {
        var id = live();
        member.api().post("/v1/line-items/" + id + "/stop").then().statusCode(200);
        var published = said(id, 2).get(0);
        air.put(published.partition(), published.key(), published.value());
        var all = List.copyOf(said(id, 4));
        assertThatNothingFollows(id, 4);

        var replicas = Executors.newFixedThreadPool(3);
        try {
            for (var done : replicas.invokeAll(List.of(checking(all), checking(all), checking(all)))) {
                assertThat(done.get()).isEmpty();
            }
        } finally {
            replicas.shutdown();
        }

        assertThatNothingFollows(id, 4);
    }

    /* A replica that was away for long reads what another one has dealt with; and all wait while somebody has his say. */
    @Test
    void nobodyJudgesWhatIsJustBeingChanged() {
        var id = live();
        said(id, 1);
        assertThatNothingFollows(id, 1);

        QuarkusTransaction.requiringNew().run(() -> {
            lastWords.lock(List.of(id));
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew().call(() -> lastWords.lock(List.of(id))))
                    .hasMessageContaining("lock");
        });
    }

    private Callable<List<ConsumerRecord<String, byte[]>>> checking(List<ConsumerRecord<String, byte[]>> records) {
        return () -> await().atMost(SOON).ignoreExceptions().until(() -> check.check(records), result -> true);
    }

    /* As UUID.fromString takes it, and no line item's id is written. */
    private static String nobodysKey() {
        return UUID.randomUUID().toString().substring(0, 8) + "-1-1-1-1";
    }

    private UUID live() {
        return member.live(lineItem(creative()));
    }

    /** Every record of a key, once there are so many at least. */
    private List<ConsumerRecord<String, byte[]>> said(Object key, int times) {
        return await().atMost(SOON)
                .until(
                        () -> air.all().stream()
                                .filter(record -> record.key().equals(key.toString()))
                                .toList(),
                        records -> records.size() >= times);
    }

    /* Once the last word was read back, everything before it was judged too. */
    private void assertThatNothingFollows(UUID id, int records) {
        await().atMost(SOON)
                .until(() -> stored.number(
                                "select count(*) from last_word where line_item_id = ? and read_at is not null", id)
                        == 1);
        assertThat(said(id, records)).hasSize(records);
    }

    private static ConsumerRecord<String, byte[]> newestOn(
            int partition, List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .filter(record -> record.partition() == partition)
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    private static LiveLineItem item(ConsumerRecord<String, byte[]> record) {
        return Json.read(record.value(), LiveLineItem.class);
    }

    private double foreign() {
        return meters.counter("houdao.catalogue.foreign").count();
    }
}
