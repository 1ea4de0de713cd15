package io.houdao.profile.switches;

import io.houdao.contracts.feedback.ExperienceEvent.Mute;
import io.houdao.profile.People;
import io.houdao.profile.Switches;
import io.houdao.profile.projection.Projections;
import io.houdao.profile.tag.KnownTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** Turns switches, from the person's page and from any device. */
@ApplicationScoped
class SwitchesService {

    private final People people;
    private final KnownTags tags;
    private final HandledEvents handled;
    private final Projections projections;
    private final Clock clock;

    SwitchesService(People people, KnownTags tags, HandledEvents handled, Projections projections, Clock clock) {
        this.people = people;
        this.tags = tags;
        this.handled = handled;
        this.projections = projections;
        this.clock = clock;
    }

    @Transactional
    Switches get(UUID person) {
        return people.get(person).switchesAt(clock.instant());
    }

    /** Replaces all switches. Whoever refuses is known no more: their tags are deleted, not hidden. */
    Switches replace(UUID person, Switches switches) {
        return projections.changing(person, () -> {
            if (switches.refused()) {
                tags.forget(person);
            }
            var chooser = people.get(person);
            chooser.choose(switches);
            return chooser.switchesAt(clock.instant());
        });
    }

    /** Mutes a touchpoint as someone asked for on one of their devices; once, and only for someone we know. */
    @Transactional
    void mute(UUID pseudonym, Mute mute) {
        people.byPseudonym(pseudonym).ifPresent(person -> muteOf(person, mute));
    }

    private void muteOf(UUID person, Mute mute) {
        projections.changing(Set.of(person), Set.of(), held -> {
            if (held.people().contains(person) && handled.isNew(person, mute)) {
                people.get(person).mute(mute.showing().touchpointId(), mute.until());
            }
            return person;
        });
    }
}
