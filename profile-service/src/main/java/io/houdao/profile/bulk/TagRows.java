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

    private TagRows() {}

    static void write(Connection database, List<PersonLine> lines, Catalogue catalogue, OffsetDateTime now)
            throws SQLException {
        var rows = new Rows("uuid", "text", "text", "text", "text", "timestamptz");
        lines.stream()
                .filter(line -> !Childhood.isChild(line.birthDate(), now.toLocalDate()))
                .forEach(line -> add(line, catalogue, now.toInstant(), rows));
        rows.run(database, """
                insert into tag (person_id, domain, value, provenance, source, device_id, learned_at, expires_at)
                select line.person_id, line.domain, line.value, line.provenance, line.source,
                       (select id from device where owner_id = line.person_id and kind = line.source order by id limit 1),
                       now, line.expires_at
                from (select ?::timestamptz as now) as clock,
                     unnest(?, ?, ?, ?, ?, ?) as line (person_id, domain, value, provenance, source, expires_at)
                join person on person.id = line.person_id and not person.refused
                where not exists (
                    select from removed_tag
                    where removed_tag.person_id = line.person_id and removed_tag.domain = line.domain
                      and removed_tag.value = line.value and removed_tag.until > now)
                on conflict (person_id, domain, value, source, device_id) do update
                set expires_at = excluded.expires_at, provenance = excluded.provenance""", now);
    }

    /** Of two lines about one tag from one source the later counts. */
    private static void add(PersonLine line, Catalogue catalogue, Instant now, Rows rows) {
        var bySource = new LinkedHashMap<String, TagLine>();
        line.tags().forEach(tag -> bySource.put(tag.tag() + "/" + tag.sourceOrSelf(), tag));
        for (var tag : bySource.values()) {
            rows.add(
                    line.personId(),
                    tag.tag().domain(),
                    tag.tag().value(),
                    tag.provenance().name(),
                    tag.sourceOrSelf().name(),
                    expiry(tag, catalogue, now));
        }
    }

    private static Instant expiry(TagLine tag, Catalogue catalogue, Instant now) {
        var latest = catalogue.domainOf(tag.tag()).orElseThrow().expiryOf(now);
        var wanted = tag.expiresAt();
        return wanted == null || wanted.isAfter(latest) ? latest : wanted;
    }
}
