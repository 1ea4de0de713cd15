package io.houdao.benchmark.events;

import io.houdao.contracts.placement.Receipts;
import io.houdao.local.LocalIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Devices that report what became of their ads, each request a batch of one device. */
final class Fleet implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI events;
    private final Receipts receipts;
    private final List<Device> devices;
    private final int threads;
    private final int batch;
    private final ExecutorService pool;
    private final AtomicLong acknowledged = new AtomicLong();
    private final SplittableRandom seeds = new SplittableRandom(20_260_301);

    Fleet(Stack stack, int devices, int threads, int batch) {
        this.events = stack.uri().resolve("/v1/events");
        this.receipts = stack.receipts();
        this.threads = threads;
        this.batch = batch;
        this.pool = Executors.newFixedThreadPool(threads);
        this.devices = IntStream.range(0, devices)
                .parallel()
                .mapToObj(i -> {
                    var id = UUID.randomUUID();
                    return new Device(
                            id, stack.issuer().token(id.toString(), Set.of("device"), Map.of(), LocalIssuer.LONG));
                })
                .toList();
    }

    /** How many events were acknowledged so far. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** Keeps every thread busy for {@code duration}. */
    Load send(Duration duration) throws Exception {
        var began = System.nanoTime();
        var until = began + duration.toNanos();
        var before = acknowledged.get();
        var senders = new ArrayList<Callable<List<Long>>>();
        for (var i = 0; i < threads; i++) {
            var random = seeds.split();
            senders.add(() -> send(until, random));
        }
        var latencies = new ArrayList<Long>();
        for (var sender : pool.invokeAll(senders)) {
            latencies.addAll(sender.get());
        }
        return new Load(
                acknowledged.get() - before,
                began,
                System.nanoTime(),
                latencies.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    private List<Long> send(long until, SplittableRandom random) throws Exception {
        var latencies = new ArrayList<Long>();
        while (System.nanoTime() < until) {
            var device = devices.get(random.nextInt(devices.size()));
            var request = HttpRequest.newBuilder(events)
                    .header("Authorization", "Bearer " + device.token())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(Reports.of(device.id(), batch, receipts, random)))
                    .build();
            var began = System.nanoTime();
            var answer = send(request);
            latencies.add(System.nanoTime() - began);
            if (answer.statusCode() != 202 || !answer.body().contains("\"accepted\":" + batch)) {
                throw new IllegalStateException("a batch was not taken: " + answer.statusCode() + " " + answer.body());
            }
            acknowledged.addAndGet(batch);
        }
        return latencies;
    }

    /** Sends until there is an answer, as devices do: what was taken without an answer is sent twice, and counts once. */
    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        while (true) {
            try {
                return client.send(request, BodyHandlers.ofString());
            } catch (IOException nobodyThere) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private record Device(UUID id, String token) {}

    /**
     * What was sent and acknowledged.
     *
     * @param began by {@link System#nanoTime}; {@code ended} likewise
     * @param latencies of batches, in nanoseconds, smallest first
     */
    record Load(long events, long began, long ended, long[] latencies) {

        double seconds() {
            return (ended - began) / 1e9;
        }

        double millis(double quantile) {
            return latencies[(int) Math.min(latencies.length - 1, Math.floor(quantile * latencies.length))] / 1e6;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Load load && began == load.began && Arrays.equals(latencies, load.latencies);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(began);
        }
    }
}
