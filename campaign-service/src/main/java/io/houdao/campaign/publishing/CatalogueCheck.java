package io.houdao.campaign.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.contracts.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Compares what stands on the topic with what this service said last, and has what holds said again where it is something
 * else: a record that somebody sent once more, or that was never this service's.
 *
 * <p>A word is said once and read back once. What stands before it on its partition is superseded by it; what stands after
 * it is not this service's, or there would be a later word. So its own records lead to nothing, however often and by
 * however many replicas they are read, and a record of somebody else's leads to one word.
 */
@ApplicationScoped
class CatalogueCheck {

    private final LastWords lastWords;
    private final Partitions partitions;
    private final Event<Doubted> doubts;

    CatalogueCheck(LastWords lastWords, Partitions partitions, Event<Doubted> doubts) {
        this.lastWords = lastWords;
        this.partitions = partitions;
        this.doubts = doubts;
    }

    /**
     * Checks records, those of a partition in their order, and answers which of them are not this service's.
     *
     * @throws IllegalStateException where the database or Kafka is away, or a line item is just being changed: nothing was
     *     done then that is not done again by the next attempt
     */
    @Transactional
    List<ConsumerRecord<String, byte[]>> check(List<ConsumerRecord<String, byte[]>> records) {
        var words = lastWords.lock(records.stream()
                .map(CatalogueCheck::id)
                .flatMap(Optional::stream)
                .toList());
        var run = new Run(words);
        records.forEach(run::look);
        var doubted = run.doubted();
        if (!doubted.isEmpty()) {
            lastWords.lock(run.named);
            doubts.fire(new Doubted(doubted));
        }
        lastWords.keep(run.changed.values().stream()
                .map(word -> doubted.contains(word.lineItemId()) ? word.awaited() : word)
                .toList());
        return run.strange;
    }

    /** The line item that a record's key names; empty where it could be no line item's. */
    private static Optional<UUID> id(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(UUID.fromString(record.key()))
                    .filter(id -> id.toString().equals(record.key()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The line item that a record's value names, whatever its key says; empty where it names none. */
    private static Optional<UUID> named(byte @Nullable [] value) {
        try {
            return value == null
                    ? Optional.empty()
                    : Optional.of(UUID.fromString(
                            Json.read(value, JsonNode.class).path("lineItemId").asText()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** One batch, under the locks of all the words that its keys name. */
    private final class Run {

        private final Map<UUID, LastWord> words;
        private final Map<UUID, LastWord> changed = new HashMap<>();
        /** Over whose words something else stands, so far. */
        private final Set<UUID> covered = new HashSet<>();
        /** Of what something was erased: who read that must hear what holds. */
        private final Set<UUID> erased = new HashSet<>();
        /** What strange records named beside their keys. */
        private final Set<UUID> named = new HashSet<>();

        private final List<ConsumerRecord<String, byte[]>> strange = new ArrayList<>();

        Run(Map<UUID, LastWord> words) {
            this.words = words;
        }

        Set<UUID> doubted() {
            var all = new HashSet<>(covered);
            all.addAll(erased);
            all.addAll(named);
            return all;
        }

        void look(ConsumerRecord<String, byte[]> record) {
            var id = id(record).orElse(null);
            if (id == null) {
                lookAtNobodys(record);
            } else if (partitions.isAtHome(record)) {
                lookAtHome(record, id);
            } else {
                lookElsewhere(record, id);
            }
        }

        private void lookAtNobodys(ConsumerRecord<String, byte[]> record) {
            if (record.value() != null) {
                partitions.erase(record);
                find(record, null);
            }
        }

        private void lookAtHome(ConsumerRecord<String, byte[]> record, UUID id) {
            var word = words.get(id);
            if (word == null) {
                if (record.value() != null) {
                    covered.add(id);
                    find(record, id);
                }
                return;
            }
            var readAt = word.readAt();
            if (readAt != null && record.offset() <= readAt) {
                return;
            }
            if (Objects.equals(word.digest(), LastWord.digest(record.value()))) {
                remember(word.readAt(record.offset()));
                covered.remove(id);
            } else if (readAt != null) {
                covered.add(id);
                find(record, id);
            } else {
                // An earlier word, or somebody else's: this service's own is still to come, and stands over it then.
                other(record, id).ifPresent(other -> find(record, id));
            }
        }

        private void lookElsewhere(ConsumerRecord<String, byte[]> record, UUID id) {
            var word = words.get(id);
            var last = word == null ? null : word.erased();
            if (last != null && last.partition() == record.partition() && record.offset() <= last.offset()) {
                return;
            }
            if (record.value() != null) {
                var place = partitions.erase(record);
                remember((word == null ? new LastWord(id, null, null, null) : word).erased(place));
            }
            erased.add(id);
            find(record, id);
        }

        private void find(ConsumerRecord<String, byte[]> record, @Nullable UUID id) {
            strange.add(record);
            other(record, id).ifPresent(named::add);
        }

        private static Optional<UUID> other(ConsumerRecord<String, byte[]> record, @Nullable UUID id) {
            return named(record.value()).filter(named -> !named.equals(id));
        }

        private void remember(LastWord word) {
            words.put(word.lineItemId(), word);
            changed.put(word.lineItemId(), word);
        }
    }
}
