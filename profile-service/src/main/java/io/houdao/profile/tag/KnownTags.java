package io.houdao.profile.tag;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import io.houdao.kit.paging.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The store of {@link KnownTag}, and of what people removed: only their own word brings that back before its time. */
@ApplicationScoped
public class KnownTags implements PanacheRepositoryBase<KnownTag, Long> {

    private static final Duration KEPT_AWAY = Duration.ofDays(180);

    List<KnownTag> of(UUID person, Instant now, int most, @Nullable Cursor after) {
        var position = after == null ? Long.valueOf(0) : after.as(Long::valueOf);
        return find("personId = ?1 and expiresAt > ?2 and id > ?3 order by id", person, now, position)
                .page(Page.ofSize(most))
                .list();
    }

    List<KnownTag> of(UUID person, Tag tag, Instant now) {
        return list(
                "personId = ?1 and domain = ?2 and value = ?3 and expiresAt > ?4",
                person,
                tag.domain(),
                tag.value(),
                now);
    }

    List<KnownTag> reportedBy(UUID device) {
        return list("deviceId", device);
    }

    /** What the person said, by themself or in a survey. */
    Optional<KnownTag> said(UUID person, Tag tag) {
        return find(
                        "personId = ?1 and domain = ?2 and value = ?3 and source = ?4",
                        person,
                        tag.domain(),
                        tag.value(),
                        DeviceKind.SELF.name())
                .firstResultOptional();
    }

    /** Deletes {@code tag} where the person said it in a survey. */
    void takeBack(UUID person, Tag tag) {
        delete(
                "personId = ?1 and domain = ?2 and value = ?3 and provenance = ?4",
                person,
                tag.domain(),
                tag.value(),
                Provenance.SURVEYED);
    }

    /** Deletes all that is known of {@code person}. */
    public void forget(UUID person) {
        delete("personId", person);
        getEntityManager()
                .createNativeQuery("delete from tag_evidence using device where device_id = id and owner_id = ?1")
                .setParameter(1, person)
                .executeUpdate();
    }

    /** Deletes {@code tag}, whatever it came from, and keeps it away for 180 days. */
    void remove(UUID person, Tag tag, Instant now) {
        delete("personId = ?1 and domain = ?2 and value = ?3", person, tag.domain(), tag.value());
        getEntityManager()
                .createNativeQuery("""
                        insert into removed_tag (person_id, domain, value, until) values (?1, ?2, ?3, ?4)
                        on conflict (person_id, domain, value) do update set until = excluded.until""")
                .setParameter(1, person)
                .setParameter(2, tag.domain())
                .setParameter(3, tag.value())
                .setParameter(4, now.plus(KEPT_AWAY))
                .executeUpdate();
    }

    void allowBack(UUID person, Tag tag) {
        getEntityManager()
                .createNativeQuery("delete from removed_tag where person_id = ?1 and domain = ?2 and value = ?3")
                .setParameter(1, person)
                .setParameter(2, tag.domain())
                .setParameter(3, tag.value())
                .executeUpdate();
    }

    Set<Tag> removedBy(UUID person, Instant now) {
        var tags = new HashSet<Tag>();
        getEntityManager()
                .createNativeQuery("select domain || ':' || value from removed_tag where person_id = ?1 and until > ?2")
                .setParameter(1, person)
                .setParameter(2, now)
                .getResultList()
                .forEach(tag -> tags.add(Tag.of((String) tag)));
        return tags;
    }
}
