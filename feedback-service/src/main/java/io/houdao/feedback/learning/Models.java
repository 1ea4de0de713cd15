package io.houdao.feedback.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.feedback.Database;
import io.houdao.feedback.learning.Model.State;
import io.houdao.feedback.learning.Trial.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store of {@link Model}. */
@ApplicationScoped
class Models {

    private final Database database;
    private final ObjectMapper json;
    private final Clock clock;
    private volatile @Nullable Model lastLive;

    Models(Database database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** The model that is published; null while none is. Read again only when it is another. */
    @Nullable
    Model live() {
        var version =
                database
                        .query("select version from model where state = 'live'", row -> row.getString("version"))
                        .stream()
                        .findFirst()
                        .orElse(null);
        var last = lastLive;
        if (version == null || last == null || !version.equals(last.version())) {
            last = version == null ? null : find(version).orElse(null);
            lastLive = last;
        }
        return last;
    }

    Optional<Model> candidate() {
        return database.query("select * from model where state = 'candidate'", this::read).stream()
                .findFirst();
    }

    /** The one that was live last of those that a better one took the place of. */
    Optional<Model> lastRetired() {
        return database
                .query("select * from model where state = 'retired' order by changed_at desc limit 1", this::read)
                .stream()
                .findFirst();
    }

    Optional<Model> find(String version) {
        return database.query("select * from model where version = ?", this::read, version).stream()
                .findFirst();
    }

    /** Those made before {@code version}, the latest first. */
    List<Model> before(String version, int most) {
        return database.query(
                "select * from model where version < ? order by version desc limit ?", this::read, version, most);
    }

    void add(Model model) {
        database.update(
                """
                insert into model (version, state, made_at, examples, predictions, changed_at, actor, note)
                values (?, ?, ?, ?, ?::jsonb, ?, ?, ?)""",
                model.version(),
                model.state().toString(),
                model.madeAt(),
                model.examples(),
                write(model.predictions()),
                model.changedAt(),
                model.actor(),
                model.note());
    }

    void judged(Model model, Verdict verdict) {
        database.update("update model set verdict = ?::jsonb where version = ?", write(verdict), model.version());
    }

    void change(Model model, State state, String actor, String note) {
        database.update(
                "update model set state = ?, changed_at = ?, actor = ?, note = ? where version = ?",
                state.toString(),
                clock.instant(),
                actor,
                note,
                model.version());
    }

    private Model read(ResultSet row) throws SQLException {
        var verdict = row.getString("verdict");
        return new Model(
                row.getString("version"),
                State.of(row.getString("state")),
                Database.instant(row, "made_at"),
                row.getLong("examples"),
                read(row.getString("predictions"), Predictions.class),
                verdict == null ? null : read(verdict, Verdict.class),
                Database.instant(row, "changed_at"),
                row.getString("actor"),
                row.getString("note"));
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a model that cannot be read", e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a model that cannot be written", e);
        }
    }
}
