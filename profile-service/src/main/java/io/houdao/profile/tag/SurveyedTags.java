package io.houdao.profile.tag;

import io.houdao.contracts.Tag;
import io.houdao.kit.problem.Problems;
import io.houdao.profile.People;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.projection.Projections;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What people say in surveys. */
@ApplicationScoped
public class SurveyedTags {

    private final KnownTags tags;
    private final People people;
    private final Catalogue catalogue;
    private final Projections projections;
    private final Clock clock;

    SurveyedTags(KnownTags tags, People people, Catalogue catalogue, Projections projections, Clock clock) {
        this.tags = tags;
        this.people = people;
        this.catalogue = catalogue;
        this.projections = projections;
        this.clock = clock;
    }

    /**
     * Replaces what {@code person} said to one survey before. What they declared by themselves stays as it is.
     *
     * @param asked all that this survey can tell
     * @param told what it told now
     * @param knowingly those of {@code told} that the person wants back although they removed them
     * @return those of {@code told} that stay away because the person removed them
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 where nothing is kept of the person, unless nothing is told
     */
    public Set<Tag> replace(UUID person, Set<Tag> asked, Set<Tag> told, Set<Tag> knowingly) {
        return projections.changing(person, () -> {
            if (!told.isEmpty() && !people.get(person).letsTagsBeKeptAt(LocalDate.now(clock))) {
                throw Problems.conflict("No tags are kept of someone who refused, or who is under fourteen.");
            }
            knowingly.forEach(tag -> tags.allowBack(person, tag));
            var now = clock.instant();
            var away = new HashSet<>(tags.removedBy(person, now));
            away.retainAll(told);
            asked.stream().filter(tag -> !told.contains(tag)).forEach(tag -> tags.takeBack(person, tag));
            told.stream().filter(tag -> !away.contains(tag)).forEach(tag -> keep(person, tag, now));
            return away;
        });
    }

    private void keep(UUID person, Tag tag, Instant now) {
        var known = tags.said(person, tag).orElseGet(() -> KnownTag.surveyed(person, tag, now));
        tags.persist(known.keptUntil(catalogue.domainOf(tag).orElseThrow().expiryOf(now)));
    }
}
