import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Devices that ask for ads and report an impression of each, in an open model: they come when they are due, however slow the
 * answers are, and waiting for a late answer counts as that device's time. Needs nothing but a JDK.
 *
 * <p>{@code java Devices.java LOAD.properties TOKENS}, with {@code PLACEMENT_URL} and {@code FEEDBACK_URL} in the environment; the
 * second file holds one device's token a line. Prints what it counted and exits with 0 if the load was borne, with 1 if not.
 */
class Devices {

    private static final Pattern RECEIPT = Pattern.compile("\"receipt\"\\s*:\\s*\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    private final URI decisions = URI.create(System.getenv("PLACEMENT_URL") + "/v1/decisions");
    private final URI events = URI.create(System.getenv("FEEDBACK_URL") + "/v1/events");
    private final Load load;
    private final List<String> tokens;
    private final Semaphore waiting;
    private final Tally tally;

    Devices(Load load, List<String> tokens) {
        this.load = load;
        this.tokens = tokens;
        this.waiting = new Semaphore(load.waitingAtMost());
        this.tally = new Tally(load.devices());
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var load = Load.read(Path.of(arguments[0]));
        var tokens = Files.readAllLines(Path.of(arguments[1])).stream().filter(line -> !line.isBlank()).toList();
        var tally = new Devices(load, tokens).send();
        System.out.println(tally);
        System.exit(tally.isBorne(load) ? 0 : 1);
    }

    private Tally send() throws InterruptedException {
        var start = System.nanoTime();
        for (var device = 0; device < load.devices(); device++) {
            var due = start + load.due(device);
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (waiting.tryAcquire()) {
                use(tokens.get(ThreadLocalRandom.current().nextInt(tokens.size())), due)
                        .whenComplete((done, failure) -> waiting.release());
            }
        }
        waiting.tryAcquire(load.waitingAtMost(), 3 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return tally;
    }

    /** One device asks, and reports what it was given. */
    private CompletableFuture<Void> use(String token, long due) {
        var question = "{\"scene\":\"%s\",\"opportunities\":[{\"opportunityId\":\"1\",\"slotId\":\"%s\"}]}"
                .formatted(load.scene(), load.slot());
        return post(decisions, token, question).thenCompose(answer -> {
            if (answer.statusCode() != 200) {
                return CompletableFuture.completedFuture(null);
            }
            tally.answered(System.nanoTime() - due);
            var receipt = RECEIPT.matcher(answer.body());
            return receipt.find() ? report(token, receipt.group(1)) : CompletableFuture.completedFuture(null);
        });
    }

    private CompletableFuture<Void> report(String token, String receipt) {
        tally.ads.incrementAndGet();
        var told = "{\"events\":[{\"receipt\":\"%s\",\"type\":\"impression\",\"occurredAt\":\"%s\"}]}"
                .formatted(receipt, Instant.now());
        return post(events, token, told).thenAccept(answer -> {
            if (answer.statusCode() / 100 == 2) {
                tally.acknowledged.incrementAndGet();
            }
        });
    }

    private CompletableFuture<HttpResponse<String>> post(URI address, String token, String body) {
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    /** What is sent and what is too much, as the file says; the comments there say what each means. */
    record Load(
            String scene,
            String slot,
            double devicesPerSecond,
            Duration growing,
            Duration steady,
            int waitingAtMost,
            Duration decisionsP99,
            double unansweredAtMost) {

        static Load read(Path file) throws IOException {
            var said = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                said.load(reader);
            }
            return new Load(
                    said.getProperty("scene"),
                    said.getProperty("slot"),
                    Double.parseDouble(said.getProperty("devices-per-second")),
                    Duration.parse(said.getProperty("growing")),
                    Duration.parse(said.getProperty("steady")),
                    Integer.parseInt(said.getProperty("waiting-at-most")),
                    Duration.parse(said.getProperty("decisions-p99")),
                    Double.parseDouble(said.getProperty("unanswered-at-most")));
        }

        int devices() {
            return (int) (whileGrowing() + devicesPerSecond * steady.toNanos() / 1e9);
        }

        /** In nanoseconds after the start; while their number grows, so many have come as the square of the time says. */
        long due(int device) {
            return device < whileGrowing()
                    ? (long) (growing.toNanos() * Math.sqrt(device / whileGrowing()))
                    : (long) (growing.toNanos() + (device - whileGrowing()) / devicesPerSecond * 1e9);
        }

        private double whileGrowing() {
            return devicesPerSecond * growing.toNanos() / 1e9 / 2;
        }
    }

    /** What became of them. */
    private static final class Tally {

        final AtomicInteger ads = new AtomicInteger();
        final AtomicInteger acknowledged = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicIntegerArray micros;

        Tally(int devices) {
            micros = new AtomicIntegerArray(devices);
        }

        void answered(long nanos) {
            micros.set(answered.getAndIncrement(), (int) Math.min(nanos / 1000, Integer.MAX_VALUE));
        }

        boolean isBorne(Load load) {
            return answered.get() > 0
                    && unanswered() <= load.unansweredAtMost() * micros.length()
                    && ads.get() - acknowledged.get() <= load.unansweredAtMost() * ads.get()
                    && micros(0.99) <= load.decisionsP99().toNanos() / 1000;
        }

        private int unanswered() {
            return micros.length() - answered.get();
        }

        private int micros(double quantile) {
            var sorted = new int[answered.get()];
            Arrays.setAll(sorted, micros::get);
            Arrays.sort(sorted);
            return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(quantile * sorted.length) - 1];
        }

        @Override
        public String toString() {
            return "devices %d, answered %d, with an ad %d, impressions acknowledged %d, decisions p50 %.1f ms, p99 %.1f ms"
                    .formatted(
                            micros.length(),
                            answered.get(),
                            ads.get(),
                            acknowledged.get(),
                            micros(0.5) / 1000.0,
                            micros(0.99) / 1000.0);
        }
    }
}
