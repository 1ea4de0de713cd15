package io.houdao.feedback.restraint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.contracts.Scene;
import io.houdao.contracts.feedback.ExperienceControl.ScenePrice;
import io.houdao.feedback.Database;
import io.houdao.feedback.Database.Column;
import io.houdao.feedback.Sentence;
import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Period;
import io.houdao.kit.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The record of every {@link Act}. Nothing in it is ever changed, but for the mark that an act was taken back. */
@ApplicationScoped
public class Acts {

    private final Database database;
    private final ObjectMapper json;
    private final Clock clock;

    Acts(Database database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** Records something done to a scene, of which the advertisers of what was {@code shown} there are told. */
    UUID record(ActKind kind, Scene scene, Change change, Collection<UUID> shown) {
        var scope = ScenePrice.scopeOf(scene);
        var act = insert(kind, scope, scene, null, null, change);
        if (shown.isEmpty()) {
            tellAsBefore(act, scope);
        } else {
            tell(act, shown);
        }
        return act;
    }

    /** Records something done to a creative in a slot of a scene; {@code scope} is that of the control that it set. */
    UUID record(ActKind kind, Cell cell, String scope, Change change) {
        var creative = cell.creativeId().value();
        var act = insert(kind, scope, cell.scene(), cell.slotId().toString(), creative, change);
        tell(act, List.of(creative));
        return act;
    }

    private void tell(UUID act, Collection<UUID> creatives) {
        database.update("""
                insert into notice
                select distinct advertiser_id, number
                from act, creative
                where act_id = ? and creative.creative_id = any (?)""", act, Column.uuids(List.copyOf(creatives), Function.identity()));
    }

    /** Tells whoever was told of the act before it of the same scope. */
    private void tellAsBefore(UUID act, String scope) {
        database.update("""
                insert into notice
                select advertiser_id, act.number
                from act, notice
                where act_id = ? and notice.number = (
                    select number from act where scope = ? and act_id <> ? order by number desc limit 1)""", act, scope, act);
    }

    private UUID insert(
            ActKind kind,
            String scope,
            Scene scene,
            @Nullable String slotId,
            @Nullable UUID creativeId,
            Change change) {
        var id = UUID.randomUUID();
        database.update(
                """
                insert into act (act_id, at, kind, scope, scene, slot_id, creative_id, before, after,
                                 reason_zh, reason_en, evidence, actor)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?::jsonb, ?)""",
                id,
                clock.instant(),
                kind.toString(),
                scope,
                scene.toString(),
                slotId,
                creativeId,
                write(change.before()),
                write(change.after()),
                change.reason().zh(),
                change.reason().en(),
                write(change.evidence()),
                change.actor());
        return id;
    }

    Optional<Act> find(UUID actId) {
        return database.query("select * from act where act_id = ?", this::read, actId).stream()
                .findFirst();
    }

    /** Marks {@code act}, and every later one of its scope that still stands, as taken back by {@code reversal}. */
    void markReversed(Act act, UUID reversal) {
        database.update("""
                update act set reversed_at = ?, reversed_by = ?
                where scope = ? and number >= (select number from act where act_id = ?)
                  and reversed_at is null and act_id <> ?""", clock.instant(), reversal, act.scope(), act.actId(), reversal);
    }

    /** Those numbered less than {@code before}, newest first. */
    Page<Act> page(long before, int limit) {
        var found = database.query(
                "select * from act where number < ? order by number desc limit ?",
                row -> new Numbered(row.getLong("number"), read(row)),
                before,
                limit + 1);
        return Page.of(found, limit, numbered -> String.valueOf(numbered.number()))
                .map(Numbered::act);
    }

    /**
     * Those that {@code advertiser} is told of and that are numbered less than {@code before}, newest first. Which creatives
     * a scene's price is most about is for operators: they may be others'.
     */
    Page<Act> of(UUID advertiser, long before, int limit) {
        var found = database.query(
                """
                select number, act_id, at, kind, scope, scene, slot_id, creative_id, before, after, reason_zh, reason_en,
                       evidence - 'most' as evidence, actor, reversed_at, reversed_by
                from notice join act using (number)
                where advertiser_id = ? and number < ? order by number desc limit ?""", row -> new Numbered(row.getLong("number"), read(row)), advertiser, before, limit + 1);
        return Page.of(found, limit, numbered -> String.valueOf(numbered.number()))
                .map(Numbered::act);
    }

    /** Those of {@code period}, oldest first, at most {@code most}. */
    public List<Act> of(Period period, int most) {
        return database.query(
                "select * from act where at >= ? and at < ? order by number limit ?",
                this::read,
                period.from(),
                period.to(),
                most);
    }

    private Act read(ResultSet row) throws SQLException {
        return new Act(
                row.getObject("act_id", UUID.class),
                Database.instant(row, "at"),
                ActKind.of(row.getString("kind")),
                row.getString("scope"),
                row.getString("scene"),
                row.getString("slot_id"),
                row.getObject("creative_id", UUID.class),
                tree(row.getString("before")),
                tree(row.getString("after")),
                new Sentence(row.getString("reason_zh"), row.getString("reason_en")),
                tree(row.getString("evidence")),
                row.getString("actor"),
                Optional.ofNullable(row.getTimestamp("reversed_at"))
                        .map(Timestamp::toInstant)
                        .orElse(null),
                row.getObject("reversed_by", UUID.class));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an act that cannot be read", e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an act that cannot be written", e);
        }
    }

    /** What an act changed, why, on what evidence, and who did it. */
    record Change(Object before, Object after, Sentence reason, Object evidence, String actor) {}

    private record Numbered(long number, Act act) {}
}
