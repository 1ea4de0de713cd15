package io.houdao.profile.bulk;

import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.projection.Childhood;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    /** Of two lines about one tag from one source the later counts. */
    private void add(PersonLine line) {
        if (Childhood.isChild(line.birthDate(), now.toLocalDate())) {
            return;
        }
        var bySource = new LinkedHashMap<String, TagLine>();
        line.tags().forEach(tag -> bySource.put(tag.tag() + "/" + tag.sourceOrSelf(), tag));
        bySource.values().stream()
                .filter(tag -> targets.mayKeep(line.personId(), tag))
                .forEach(tag -> rows.add(
                        line.personId(),
                        tag.tag().domain(),
                        tag.tag().value(),
                        tag.provenance().name(),
                        tag.sourceOrSelf().name(),
                        targets.device(line.personId(), tag.sourceOrSelf()),
                        expiry(tag)));
    }

    private Instant expiry(TagLine tag) {
        var latest = catalogue.domainOf(tag.tag()).orElseThrow().expiryOf(now.toInstant());
        var wanted = tag.expiresAt();
        return wanted == null || wanted.isAfter(latest) ? latest : wanted;
    }
}
