package io.houdao.benchmark.profiles;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Some people who take permissions back and give them again, in turn, at a steady rate whatever the answers take; where it is
 * mixed, some switch ads off, unbind a device or are forgotten instead. Measured is the time from when the request was due
 * until its projection, or tombstone, can be read from the topic.
 */
final class Revocations implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = Topic.PROJECTIONS;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** One in so many is forgotten, where it is mixed. */
    private static final int FORGOTTEN = 100;

    private final ProfileProcess service;
    private final List<Person> people = new ArrayList<>();
    private final Deque<Person> leavers = new ArrayDeque<>();
    private final Map<String, Person> byPseudonym = new HashMap<>();
    private final List<Long> micros = new ArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final long everyNanos;
    private long rampNanos;
    private volatile boolean finishing;
    private volatile boolean stopped;
    private volatile long projections;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int sent;

    /**
     * Changes at {@code perSecond} by people number {@code first} and following, who must have been imported.
     *
     * @param count how many people take turns: enough that each is answered before it is their turn again
     */
    Revocations(ProfileProcess service, int first, int count, int perSecond) throws IOException, InterruptedException {
        this.service = service;
        this.everyNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (var i = 0; i < count; i++) {
            people.add(person(first + i, Change.PERMISSION));
        }
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", service.bootstrap(), "fetch.max.wait.ms", 10),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Of the people some change something else than a permission, and {@code count} more, who follow them, are forgotten. */
    Revocations mixed(int first, int count) throws IOException, InterruptedException {
        for (var i = 0; i < people.size(); i++) {
            people.set(i, people.get(i).with(Change.of(i)));
            byPseudonym.put(people.get(i).pseudonym, people.get(i));
        }
        for (var i = 0; i < count; i++) {
            leavers.add(person(first + i, Change.ERASURE));
        }
        return this;
    }

    private Person person(int number, Change change) throws IOException, InterruptedException {
        var id = PeopleLines.person(number).toString();
        var token = service.token(id, "person");
        var answer = service.send("GET", "/v1/people/" + id + "/pseudonym", token, "application/json", "");
        var pseudonym = JSON.readTree(answer.body()).path("pseudonym").asText();
        var person = new Person(id, token, pseudonym, PeopleLines.tv(number), change);
        byPseudonym.put(pseudonym, person);
        return person;
    }

    /** Reads only what is published from now on. */
    Revocations fromNowOn() {
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        return this;
    }

    /**
     * Begins with a tenth of the rate and comes to it within this time, as the rate of a service that was just started does. Only
     * what is due afterwards is measured.
     */
    Revocations risingFor(Duration ramp) {
        rampNanos = ramp.toNanos();
        return this;
    }

    /** Reads the topic until stopped. */
    void read() {
        while (!stopped) {
            consumer.poll(Duration.ofMillis(50)).forEach(record -> {
                projections++;
                var person = byPseudonym.get(record.key());
                if (person != null) {
                    arrived(person, record.value());
                }
            });
        }
        consumer.close();
    }

    private void arrived(Person person, byte @Nullable [] projection) {
        try {
            var json = projection == null ? MissingNode.getInstance() : JSON.readTree(projection);
            var on = person.change.isOn(json, person.device);
            synchronized (person) {
                if (person.dueNanos != 0 && on == person.on) {
                    if (person.measured) {
                        take(System.nanoTime() - person.dueNanos);
                    }
                    person.dueNanos = 0;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void take(long nanos) {
        micros.add(nanos / 1_000);
    }

    /** Sends changes until finished. */
    void send() throws InterruptedException {
        var began = System.nanoTime();
        var due = began;
        for (var turn = 0; !finishing; turn++) {
            var risen = due - began >= rampNanos;
            due += risen ? everyNanos : (long) (everyNanos / (0.1 + 0.9 * (due - began) / rampNanos));
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            var leaver = turn % FORGOTTEN == FORGOTTEN - 1 ? leavers.poll() : null;
            change(leaver == null ? people.get(turn % people.size()) : leaver, due, risen);
        }
    }

    /** Whoever still waits when it is their turn again has waited too long: that counts as a failure. */
    private void change(Person person, long due, boolean measured) {
        sent += measured ? 1 : 0;
        synchronized (person) {
            if (person.dueNanos != 0) {
                failures.addAndGet(measured ? 1 : 0);
                return;
            }
            person.on = !person.on;
            person.dueNanos = due;
            person.measured = measured;
        }
        var request = person.change.request("/v1/people/" + person.id, person.device, person.on);
        service.sendLater(request.method(), request.path(), person.token, request.body())
                .whenComplete((status, failure) -> {
                    if (failure != null || status >= 300) {
                        failures.addAndGet(measured ? 1 : 0);
                    }
                    if (failure == null && status >= 300) {
                        person.wasRefused(due);
                    }
                });
    }

    /** How many projections have been read. */
    long projections() {
        return projections;
    }

    synchronized int count() {
        return micros.size();
    }

    /** Changes that were asked for. */
    int sent() {
        return sent;
    }

    int failures() {
        return failures.get();
    }

    /** The time within which this share of all changes arrived, in milliseconds. */
    synchronized double quantileMillis(double share) {
        var sorted = micros.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1_000.0;
    }

    /** Sends no more, and waits a while for what is on its way; what does not arrive has failed. */
    void finish() throws InterruptedException {
        finishing = true;
        var limit = System.nanoTime() + PATIENCE.toNanos();
        while (count() + failures() < sent && System.nanoTime() < limit) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        stopped = true;
        failures.addAndGet(
                (int) byPseudonym.values().stream().filter(Person::isWaiting).count());
    }

    @Override
    public void close() {
        finishing = true;
        stopped = true;
    }

    /** One who changes their mind. All imported people begin with a yes, a device, and ads. */
    private static final class Person {

        private final String id;
        private final String token;
        private final String pseudonym;
        private final UUID device;
        private final Change change;
        private boolean on = true;
        /** When the change on its way was due; 0 where there is none. */
        private long dueNanos;
        /** Whether that change counts. */
        private boolean measured;

        Person(String id, String token, String pseudonym, UUID device, Change change) {
            this.id = id;
            this.token = token;
            this.pseudonym = pseudonym;
            this.device = device;
            this.change = change;
        }

        private Person with(Change other) {
            return new Person(id, token, pseudonym, device, other);
        }

        /** Nothing came of the change that was due then: it is their turn again as if they had not asked. */
        private synchronized void wasRefused(long due) {
            if (dueNanos == due) {
                dueNanos = 0;
                on = !on;
            }
        }

        private synchronized boolean isWaiting() {
            return dueNanos != 0 && measured;
        }
    }
}
