package io.houdao.profile.tag;

import io.houdao.contracts.Tag;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.profile.People;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.projection.Projections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people say of themselves, see, and remove. */
@ApplicationScoped
class TagService {

    private final KnownTags tags;
    private final People people;
    private final Catalogue catalogue;
    private final Projections projections;
    private final Clock clock;

    TagService(KnownTags tags, People people, Catalogue catalogue, Projections projections, Clock clock) {
        this.tags = tags;
        this.people = people;
        this.catalogue = catalogue;
        this.projections = projections;
        this.clock = clock;
    }

    TagView declare(UUID person, Tag tag) {
        return projections.changing(person, () -> {
            if (!people.get(person).letsTagsBeKeptAt(LocalDate.now(clock))) {
                throw Problems.conflict("No tags are kept of someone who refused, or who is under fourteen.");
            }
            tags.allowBack(person, tag);
            var now = clock.instant();
            var known = tags.said(person, tag).orElseGet(() -> KnownTag.declared(person, tag, now));
            known.declared().keptUntil(catalogue.domainOf(tag).orElseThrow().expiryOf(now));
            tags.persist(known);
            return view(known);
        });
    }

    @Transactional
    Page<TagView> list(UUID person, int limit, @Nullable Cursor after) {
        people.get(person);
        projections.unpack(Set.of(person));
        return Page.of(tags.of(person, clock.instant(), limit + 1, after), limit, KnownTag::position)
                .map(this::view);
    }

    @Transactional
    List<TagView> list(UUID person, Tag tag) {
        people.get(person);
        projections.unpack(Set.of(person));
        return held(person, tag).stream().map(this::view).toList();
    }

    void remove(UUID person, Tag tag) {
        projections.changing(person, () -> {
            held(person, tag);
            tags.remove(person, tag, clock.instant());
            return tag;
        });
    }

    private List<KnownTag> held(UUID person, Tag tag) {
        var held = tags.of(person, tag, clock.instant());
        if (held.isEmpty()) {
            throw Problems.notFound("tag", tag);
        }
        return held;
    }

    private TagView view(KnownTag known) {
        var domain = catalogue.domain(known.tag().domain()).orElseThrow();
        return known.view(catalogue.familyOf(domain));
    }
}
