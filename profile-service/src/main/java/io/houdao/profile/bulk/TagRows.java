package io.houdao.profile.bulk;

import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.copy.Rows;
import io.houdao.profile.projection.Childhood;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** The tags of a batch; none of a child, none of someone who refused, and none that its person removed. */
final class TagRows {

    private final Rows rows = new Rows("uuid", "text", "text", "text", "text", "uuid", "timestamptz");
    private final TagTargets targets;
    private final Catalogue catalogue;
    private final OffsetDateTime now;

    private TagRows(TagTargets targets, Catalogue catalogue, OffsetDateTime now) {
        this.targets = targets;
        this.catalogue = catalogue;
        this.now = now;
    }

    static void write(Connection database, List<PersonLine> lines, Catalogue catalogue, OffsetDateTime now)
            throws SQLException {
        var people = lines.stream().map(PersonLine::personId).toList();
        var tags = new TagRows(TagTargets.of(database, people), catalogue, now);
        lines.forEach(tags::add);
        tags.rows.run(database, """
                insert into tag (person_id, domain, value, provenance, source, device_id, learned_at, expires_at)
                select person_id, domain, value, provenance, source, device_id, ?, expires_at
                from unnest(?, ?, ?, ?, ?, ?, ?)
                    as line (person_id, domain, value, provenance, source, device_id, expires_at)
                on conflict (person_id, domain, value, source, device_id) do update
                set expires_at = excluded.expires_at, provenance = excluded.provenance""", now);
    }

    private void add(PersonLine line) {
        latest(line, now.toLocalDate()).stream()
                .filter(tag -> targets.mayKeep(line.personId(), tag))
                .forEach(tag -> rows.add(
                        line.personId(),
                        tag.tag().domain(),
                        tag.tag().value(),
                        tag.provenance().name(),
                        tag.sourceOrSelf().name(),
                        targets.device(line.personId(), tag.sourceOrSelf()),
                        expiry(tag, catalogue, now.toInstant())));
    }

    /** What counts of a line: of two about one tag from one source the later, of a child none. */
    static Collection<TagLine> latest(PersonLine line, LocalDate today) {
        var bySource = new LinkedHashMap<String, TagLine>();
        if (!Childhood.isChild(line.birthDate(), today)) {
            line.tags().forEach(tag -> bySource.put(tag.tag() + "/" + tag.sourceOrSelf(), tag));
        }
        return bySource.values();
    }

    /** Until when it is kept, to the microsecond, as PostgreSQL has it. */
    static Instant expiry(TagLine tag, Catalogue catalogue, Instant now) {
        var latest = catalogue.domainOf(tag.tag()).orElseThrow().expiryOf(now);
        var wanted = tag.expiresAt();
        return wanted == null || wanted.isAfter(latest) ? latest : wanted.truncatedTo(ChronoUnit.MICROS);
    }
}
