package io.houdao.placement.exposure;

import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.PersonId;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * The serving store of many replicas, in a Redis or Valkey that they share: what was shown and what annoyed. What people
 * asked for is in each replica's heap besides, so that it holds while the store is away.
 *
 * <p>An exposure takes about 75 bytes there, and a subject about 150; past 128 exposures, 200 bytes each. With at most
 * {@value HeapServingStore#MOST_EXPOSURES} nobody costs more than 105 kB, of which the {@value HeapServingStore#MOST_LASTING} that may
 * outlive the horizon are half; someone with 20 exposures costs 1.7 kB.
 *
 * <p>Rows lie in the order in which they are to go: by their time, and those that last by their time and {@link #LIFE}. So each
 * goes when its place is before the horizon, and whether it lasts is no part of it: told twice, it is one row.
 */
final class RedisServingStore implements ServingStore {

    private static final Logger LOG = Logger.getLogger(RedisServingStore.class);

    /** A replica that dies in a turn keeps the household waiting for no longer. */
    static final Duration LONGEST_TURN = Duration.ofSeconds(5);

    private static final Duration HORIZON = Duration.ofDays(HORIZON_DAYS);
    private static final Duration BACKGROUND_PATIENCE = Duration.ofSeconds(2);
    private static final long BUSY_MILLIS = 2;
    private static final String FILLED = "houdao:filled";

    private static final String BEGIN = """
            if redis.call('exists', KEYS[2]) == 0 then return 'empty' end
            if not redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 'busy' end
            local found, lasting = {}, {}
            for i = 3, #KEYS do
                local rows = redis.call('zrange', KEYS[i], 0, -1)
                found[i - 2] = rows
                lasting[i - 2] = #rows < tonumber(ARGV[4]) and 0 or redis.call('zcount', KEYS[i], ARGV[3], '+inf')
            end
            return {found, lasting}""";
    /** ARGV: the first place that is kept, the first of what lasts, the most that last, and their life. */
    private static final String BOUND = """
            local function bound(rows, most)
                local surplus = redis.call('zcount', rows, ARGV[2], '+inf') - ARGV[3]
                if surplus > 0 then
                    for _, row in ipairs(redis.call('zrange', rows, -ARGV[3] - surplus, -ARGV[3] - 1)) do
                        redis.call('zincrby', rows, -ARGV[4], row)
                    end
                end
                redis.call('zremrangebyscore', rows, '-inf', '(' .. ARGV[1])
                redis.call('zremrangebyrank', rows, 0, -1 - most)
                local last = redis.call('zrange', rows, -1, -1, 'WITHSCORES')[2]
                if last then redis.call('pexpire', rows, last - ARGV[1] + 1) end
            end
            """;
    /** KEYS: rows, and the turn to end, if any. ARGV: as in BOUND, the most rows, the turn's token, then a place and a row each. */
    private static final String ADD = BOUND + """
            for i = 7, #ARGV, 2 do redis.call('zadd', KEYS[1], 'GT', ARGV[i], ARGV[i + 1]) end
            bound(KEYS[1], ARGV[5])
            if KEYS[2] and redis.call('get', KEYS[2]) == ARGV[6] then redis.call('del', KEYS[2]) end
            return 1""";

    private static final String LEAVE = """
            if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end
            return 1""";
    /** KEYS: the rows of one, then those of the other. ARGV: as in BOUND, then the most of each kind. */
    private static final String MERGE = BOUND + """
            for i = 1, 2 do
                local from, into = KEYS[i], KEYS[i + 2]
                if redis.call('exists', from) == 1 then
                    redis.call('zunionstore', into, 2, into, from, 'AGGREGATE', 'MAX')
                    bound(into, ARGV[i + 4])
                    redis.call('del', from)
                end
            end
            return 1""";

    private static final String DELETE = "return redis.call('del', unpack(KEYS))";
    private static final String EXISTS = "return redis.call('exists', KEYS[1])";
    private static final String SET = "return redis.call('set', KEYS[1], '1')";

    private final SharedRedis redis;
    private final HeapServingStore own;
    private final Duration patience;
    private final Duration longestTurn;
    private final Clock clock;

    /**
     * A store.
     *
     * @param own holds choices only
     * @param longestTurn after which a turn lapses; in its second half it hands out nothing any more, because what it hands out
     *     must be told before the next turn begins
     */
    RedisServingStore(SharedRedis redis, HeapServingStore own, Duration patience, Duration longestTurn, Clock clock) {
        this.redis = redis;
        this.own = own;
        this.patience = patience;
        this.longestTurn = longestTurn;
        this.clock = clock;
    }

    @Override
    public Turn begin(Subject subject, Collection<PersonId> restOfHousehold) {
        var turn = "turn:" + Subject.first(subject, restOfHousehold).id();
        var token = UUID.randomUUID().toString();
        var keys = new ArrayList<>(List.of(turn, FILLED));
        keys.addAll(rows(subject, restOfHousehold));
        var answer = firstTurn(keys, token);
        return new RedisTurn(subject, memory(subject, answer), turn, token);
    }

    private Response firstTurn(List<String> keys, String token) {
        var arguments = List.of(token, longestTurn.toMillis(), firstLasting(), HeapServingStore.MOST_LASTING);
        var until = System.nanoTime() + patience.toNanos();
        do {
            var answer = redis.call(BEGIN, keys, arguments, patience);
            if (answer == null || answer.type() == ResponseType.MULTI) {
                return Objects.requireNonNull(answer);
            }
            if (answer.toString().equals("empty")) {
                throw new StoreUnavailable("being filled from the topics");
            }
            waitABit();
        } while (System.nanoTime() < until);
        throw new StoreUnavailable("another device of the household is being answered");
    }

    private static void waitABit() {
        try {
            TimeUnit.MILLISECONDS.sleep(BUSY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted");
        }
    }

    private static List<String> rows(Subject subject, Collection<PersonId> restOfHousehold) {
        var keys = new ArrayList<>(List.of(annoyed(subject), shown(subject)));
        restOfHousehold.forEach(person -> keys.add(shown(Subject.of(person))));
        return keys;
    }

    private static String shown(Subject subject) {
        return (subject.isPerson() ? "shown:p:" : "shown:d:") + subject.id();
    }

    private static String annoyed(Subject subject) {
        return (subject.isPerson() ? "annoyed:p:" : "annoyed:d:") + subject.id();
    }

    private Memory memory(Subject subject, Response answer) {
        var found = answer.get(0);
        var lasting = answer.get(1);
        var household = IntStream.range(2, found.size())
                .mapToObj(member -> exposures(found.get(member), lasting.get(member)))
                .toList();
        return own.choices(subject)
                .with(exposures(found.get(1), lasting.get(1)), household, Annoyances.read(bytes(found.get(0))));
    }

    private static Exposures exposures(Response rows, Response lasting) {
        return Exposures.read(bytes(rows), lasting.toInteger());
    }

    private static List<byte[]> bytes(Response rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(Response::toBytes)
                .toList();
    }

    @Override
    public Memory choices(Subject subject) {
        return own.choices(subject);
    }

    @Override
    public void remember(Subject subject, Exposure exposure) {
        redis.tell(ADD, List.of(shown(subject)), arguments("", List.of(exposure)), BACKGROUND_PATIENCE);
    }

    private List<Object> arguments(String token, Collection<Exposure> exposures) {
        var arguments = header(HeapServingStore.MOST_EXPOSURES, token);
        for (var exposure : exposures) {
            arguments.add(exposure.lasting() ? exposure.at() + LIFE.toMillis() : exposure.at());
            arguments.add(Exposures.row(exposure));
        }
        return arguments;
    }

    private List<Object> header(int most, String token) {
        var arguments = bound();
        arguments.add(most);
        arguments.add(token);
        return arguments;
    }

    private List<Object> bound() {
        var since = clock.instant().minus(HORIZON).toEpochMilli();
        return new ArrayList<>(List.of(since, firstLasting(), HeapServingStore.MOST_LASTING, LIFE.toMillis()));
    }

    /* Between where the newest lie that do not last, by whichever replica's clock, and where those lie that do. */
    private long firstLasting() {
        return clock.instant().plus(HORIZON).toEpochMilli();
    }

    @Override
    public void hide(Subject subject, long fingerprint) {
        own.hide(subject, fingerprint);
    }

    @Override
    public void mute(Subject subject, TouchpointId touchpoint, Instant until) {
        own.mute(subject, touchpoint, until);
    }

    @Override
    public void annoy(Subject subject, long event, Instant at) {
        var arguments = header(Annoyances.MOST, "");
        arguments.add(at.toEpochMilli());
        arguments.add(Annoyances.row(event, at.toEpochMilli()));
        redis.tell(ADD, List.of(annoyed(subject)), arguments, BACKGROUND_PATIENCE);
    }

    @Override
    public void forgetExposures(Subject subject) {
        own.forgetExposures(subject);
        delete(subject);
    }

    @Override
    public void forget(Subject subject) {
        own.forget(subject);
        delete(subject);
    }

    @Override
    public void merge(Subject from, Subject into) {
        own.merge(from, into);
        var arguments = bound();
        arguments.add(HeapServingStore.MOST_EXPOSURES);
        arguments.add(Annoyances.MOST);
        insist(MERGE, List.of(shown(from), annoyed(from), shown(into), annoyed(into)), arguments);
    }

    private void delete(Subject subject) {
        insist(DELETE, List.of(shown(subject), annoyed(subject)), List.of());
    }

    /* Who asked to be forgotten is, however long the store is away. */
    private void insist(String script, List<String> keys, List<?> arguments) {
        redis.awaitAnswers(BACKGROUND_PATIENCE);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                redis.call(script, keys, arguments, BACKGROUND_PATIENCE);
                return;
            } catch (StoreUnavailable e) {
                LockSupport.parkNanos(BACKGROUND_PATIENCE.toNanos());
            }
        }
    }

    @Override
    public void forgetOld() {
        own.forgetOld();
    }

    @Override
    public boolean needsFilling() {
        var found = redis.call(EXISTS, List.of(FILLED), List.of(), BACKGROUND_PATIENCE);
        return found != null && found.toInteger() == 0;
    }

    /* Not where anything of it was lost on the way: then it is told once more. */
    @Override
    public void filled() {
        try {
            if (redis.takeFailures(BACKGROUND_PATIENCE) == 0) {
                redis.call(SET, List.of(FILLED), List.of(), BACKGROUND_PATIENCE);
            }
        } catch (StoreUnavailable e) {
            LOG.debugf("the serving store went away while it was filled: %s", e.getMessage());
        }
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    private final class RedisTurn implements Turn {

        private final Subject subject;
        private final Memory memory;
        private final String turn;
        private final String token;
        private final List<Exposure> remembered = new ArrayList<>();
        private final long began = System.nanoTime();

        RedisTurn(Subject subject, Memory memory, String turn, String token) {
            this.subject = subject;
            this.memory = memory;
            this.turn = turn;
            this.token = token;
        }

        @Override
        public Memory memory() {
            return memory;
        }

        @Override
        public void remember(Exposure exposure) {
            if (System.nanoTime() - began > longestTurn.dividedBy(2).toNanos()) {
                throw new StoreUnavailable("this turn took too long; somebody else may begin theirs");
            }
            remembered.add(exposure);
        }

        /* Nobody waits for it: the next turn of this household begins after it, or when this one lapses. */
        @Override
        public void close() {
            if (remembered.isEmpty()) {
                redis.tell(LEAVE, List.of(turn), List.of(token), patience);
            } else {
                redis.tell(ADD, List.of(shown(subject), turn), arguments(token, remembered), patience);
            }
        }
    }
}
