package io.houdao.benchmark.money;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.contracts.Json;
import io.houdao.local.Progress;
import io.houdao.local.Service;
import io.houdao.local.Settings;
import io.houdao.local.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A real campaign-service, PostgreSQL and Kafka, with line items on the air whose money can be borrowed. */
final class Till implements AutoCloseable {

    private static final long BUDGET = 100_000_000_000L;
    /** A prime number, so that no showing's price divides it. */
    private static final long SCARCE_BUDGET = 1_000_003;

    private static final List<String> MEASURED = List.of("-Xmx384m", "-XX:+UseSerialGC");

    /** Quick to start; whoever is killed is missed after six seconds instead of 45. */
    private static final List<String> KILLED = List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dkafka.session.timeout.ms=6000",
            "-Dkafka.heartbeat.interval.ms=2000");

    private final Path directory;
    private final Suite suite;
    private final UUID advertiserId = UUID.randomUUID();
    private final List<UUID> lineItemIds;
    private final UUID scarceId = UUID.randomUUID();

    private Till(Path directory, Suite suite, int items) throws IOException {
        this.directory = directory;
        this.suite = suite;
        this.lineItemIds =
                IntStream.range(0, items).mapToObj(i -> UUID.randomUUID()).toList();
        launch();
    }

    /** Puts {@code items} line items on the air, where PostgreSQL waits for its disk, as in production. */
    static Till toMeasure(int items, Progress progress) throws IOException {
        return open(items, true, MEASURED, progress);
    }

    /** Puts {@code items} line items on the air, where PostgreSQL does not wait for its disk. */
    static Till toKill(int items, Progress progress) throws IOException {
        return open(items, false, KILLED, progress);
    }

    private static Till open(int items, boolean durable, List<String> javaOptions, Progress progress)
            throws IOException {
        var directory = Files.createTempDirectory("houdao-money-");
        var usual = Settings.throwaway(directory);
        var settings =
                new Settings(usual.root(), usual.directory(), usual.ports(), durable, javaOptions, usual.environment());
        return new Till(directory, Suite.start(settings, List.of(Service.CAMPAIGN), progress), items);
    }

    private void launch() throws IOException {
        var operator = api("operator", "operator", Map.of());
        var member = api("member", "advertiser", Map.of("advertiser", advertiserId.toString()));
        operator.post(
                "/v1/advertisers",
                Map.of(
                        "advertiserId", advertiserId,
                        "name", "Qinghe Rice",
                        "zone", "Asia/Shanghai",
                        "currency", "CNY",
                        "domains", List.of("qinghe.example")));
        operator.post(
                "/v1/advertisers/" + advertiserId + "/deposits",
                Map.of("amountMicros", deposited(), "reference", "benchmark"));
        var campaignId = member.post("/v1/campaigns", Map.of("name", "Soft rice", "category", "food"))
                .path("campaignId")
                .asText();
        member.postLines(
                "/v1/campaigns/" + campaignId + "/line-items/import",
                lineItemIds.stream().map(id -> line(id, BUDGET) + "\n").collect(joining())
                        + line(scarceId, SCARCE_BUDGET));
        var submitted = member.post("/v1/campaigns/" + campaignId + "/submit", Map.of());
        requireInReview(submitted);
        api("reviewer", "reviewer", Map.of())
                .post(
                        "/v1/reviews/" + submitted.path("reviewId").asText() + "/verdict",
                        Map.of(
                                "verdict", "pass",
                                "userBenefit", "A bag of rice is a bag of rice.",
                                "sincerity", "It says who sells it.",
                                "sceneFit", "At dinner."));
    }

    private static void requireInReview(JsonNode submitted) {
        if (!submitted.path("status").asText().equals("in-review")) {
            throw new IllegalStateException("the campaign was not accepted: " + submitted);
        }
    }

    private static String line(UUID id, long budgetMicros) {
        var variant = Map.of(
                "slotClass", "OTT",
                "scenes", List.of("home/entertainment"),
                "assets", Map.of("title", "Rice", "image", "https://cdn.example/rice.png"));
        var creative = Map.of("benefit", "A sample bag of rice", "childSafe", true, "variants", List.of(variant));
        var body = Json.write(Map.of(
                "lineItemId",
                id,
                "name",
                "At dinner",
                "delivery",
                "AUCTION",
                "bid",
                Map.of("model", "CPM", "amountMicros", 30_000_000),
                "budgetMicros",
                budgetMicros,
                "startsAt",
                "2026-01-01T00:00:00Z",
                "endsAt",
                "2036-01-01T00:00:00Z",
                "scenes",
                List.of("home/entertainment"),
                "creatives",
                List.of(creative)));
        return new String(body, StandardCharsets.UTF_8);
    }

    Api api(String subject, String role, Map<String, Object> claims) {
        return new Api(suite.uri(Service.CAMPAIGN), suite.issuer(), subject, role, claims);
    }

    Suite suite() {
        return suite;
    }

    /** What the service's process used of the processors until now. */
    Duration serviceCpu() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(Service.CAMPAIGN.module()))
                .map(Till::cpu)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What PostgreSQL's processes that are still there used until now. */
    Duration databaseCpu() throws IOException {
        var pid = Files.readAllLines(directory.resolve("postgresql/data/postmaster.pid"))
                .get(0)
                .strip();
        var server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        return server.descendants().map(Till::cpu).reduce(cpu(server), Duration::plus);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    List<UUID> lineItemIds() {
        return lineItemIds;
    }

    /** One more that has money for some showings only. */
    UUID scarceId() {
        return scarceId;
    }

    /** All the money that it has, in micros. */
    long scarceMicros() {
        return SCARCE_BUDGET;
    }

    /** What the advertiser paid in, in micros. */
    long deposited() {
        return BUDGET * lineItemIds.size() + SCARCE_BUDGET;
    }

    @Override
    public void close() {
        suite.close();
        var left = new ArrayList<Path>();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.toFile().delete())
                    .forEach(left::add);
        } catch (IOException e) {
            throw new UncheckedIOException("left behind: " + directory, e);
        }
    }
}
