package io.houdao.campaign.publishing;

import io.houdao.kit.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What this service said last of each line item. */
@ApplicationScoped
class LastWords {

    private final DataSource database;

    LastWords(DataSource database) {
        this.database = database;
    }

    /** Keeps what is said now of line items, each once; until it is read back, it is awaited. */
    @Transactional(Transactional.TxType.MANDATORY)
    void say(List<Outbox.Event> events) {
        run(connection -> {
            try (var upsert = connection.prepareStatement("""
                    insert into last_word (line_item_id, digest)
                    select * from unnest(?::uuid[], ?::text[]) said (id, digest) order by id
                    on conflict (line_item_id) do update set digest = excluded.digest, read_at = null""")) {
                upsert.setArray(1, array(connection, "uuid", events, event -> UUID.fromString(event.key())));
                upsert.setArray(2, array(connection, "text", events, event -> LastWord.digest(event.body())));
                return upsert.executeUpdate();
            }
        });
    }

    /**
     * Locks what was said last of these, as far as anything ever was.
     *
     * @throws IllegalStateException where somebody is saying something of one of them just now; it waits for nobody, so
     *     nobody who waits for this is ever waited for
     */
    @Transactional(Transactional.TxType.MANDATORY)
    Map<UUID, LastWord> lock(Collection<UUID> lineItemIds) {
        return run(connection -> {
            try (var select = connection.prepareStatement("""
                    select line_item_id, digest, read_at, erased_partition, erased_at from last_word
                    where line_item_id = any (?) order by line_item_id for update nowait""")) {
                select.setArray(1, array(connection, "uuid", lineItemIds, id -> id));
                var words = new HashMap<UUID, LastWord>();
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        var word = word(rows);
                        words.put(word.lineItemId(), word);
                    }
                }
                return words;
            }
        });
    }

    private static LastWord word(ResultSet row) throws SQLException {
        var partition = row.getObject(4, Integer.class);
        return new LastWord(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, Long.class),
                partition == null ? null : new LastWord.Place(partition, row.getLong(5)));
    }

    /** Keeps where these, all of which are locked, were read back, and what was erased. */
    @Transactional(Transactional.TxType.MANDATORY)
    void keep(Collection<LastWord> words) {
        run(connection -> {
            try (var update = connection.prepareStatement("""
                    update last_word w
                    set read_at = k.read_at, erased_partition = k.erased_partition, erased_at = k.erased_at
                    from unnest(?::uuid[], ?::bigint[], ?::int[], ?::bigint[]) k (id, read_at, erased_partition, erased_at)
                    where w.line_item_id = k.id""")) {
                update.setArray(1, array(connection, "uuid", words, LastWord::lineItemId));
                update.setArray(2, array(connection, "bigint", words, LastWord::readAt));
                update.setArray(3, array(connection, "int4", words, word -> erased(word, LastWord.Place::partition)));
                update.setArray(4, array(connection, "bigint", words, word -> erased(word, LastWord.Place::offset)));
                return update.executeUpdate();
            }
        });
    }

    private static @Nullable Object erased(LastWord word, Function<LastWord.Place, Object> of) {
        var place = word.erased();
        return place == null ? null : of.apply(place);
    }

    /** Those of {@code records} that are said last now. It locks nothing and waits for nobody. */
    List<ReadRecord> among(List<ReadRecord> records) {
        return run(connection -> {
            try (var select = connection.prepareStatement("""
                    select line_item_id, digest from last_word
                    join unnest(?::uuid[], ?::text[]) read (id, read_digest) on line_item_id = id and digest = read_digest""")) {
                select.setArray(1, array(connection, "uuid", records, ReadRecord::lineItemId));
                select.setArray(2, array(connection, "text", records, ReadRecord::digest));
                var confirmed = new ArrayList<ReadRecord>();
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        confirmed.add(new ReadRecord(rows.getObject(1, UUID.class), rows.getString(2)));
                    }
                }
                return confirmed;
            }
        });
    }

    private static <T> java.sql.Array array(
            Connection connection, String type, Collection<T> rows, Function<T, @Nullable Object> column)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }

    private <T> T run(Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("what was said last cannot be kept or read: " + e.getMessage(), e);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
