package io.houdao.placement.decision.viewer;

import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.exposure.Fingerprint;
import io.houdao.placement.exposure.LongCaps;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.Subject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what was shown, and how it was received, into the serving store. Of someone who refused only what they asked for
 * is kept: an ad hidden, a touchpoint muted.
 */
@Singleton
public class Recollections {

    private final Projections projections;
    private final Departures departures;
    private final ServingStore store;
    private final LongCaps longCaps;

    Recollections(Projections projections, Departures departures, ServingStore store, LongCaps longCaps) {
        this.projections = projections;
        this.departures = departures;
        this.store = store;
        this.longCaps = longCaps;
    }

    /** An ad was handed out or seen. */
    public void shown(Showing showing) {
        rememberable(showing).ifPresent(subject -> store.remember(subject, longCaps.exposure(showing)));
    }

    /** Something happened to an ad. */
    public void received(ExperienceEvent event) {
        var showing = event.showing();
        if (event instanceof ExperienceEvent.Impression) {
            shown(showing);
        } else if (event instanceof ExperienceEvent.Hide hide) {
            hidden(showing, hide.scope());
            annoyed(event);
        } else if (event instanceof ExperienceEvent.Mute mute) {
            var until = Objects.requireNonNullElse(mute.until(), Instant.MAX);
            asking(showing).ifPresent(subject -> store.mute(subject, showing.touchpointId(), until));
        } else if (isNegative(event)) {
            annoyed(event);
        }
    }

    private static boolean isNegative(ExperienceEvent event) {
        return event instanceof ExperienceEvent.Close
                || event instanceof ExperienceEvent.Complaint
                || (event instanceof ExperienceEvent.Disturbing answer && answer.disturbing());
    }

    private void hidden(Showing showing, ExperienceEvent.Scope scope) {
        var refusedThing = switch (scope) {
            case CREATIVE -> showing.creativeId().value();
            case ADVERTISER -> showing.advertiserId().value();
        };
        asking(showing).ifPresent(subject -> store.hide(subject, Fingerprint.of(refusedThing)));
    }

    private void annoyed(ExperienceEvent event) {
        var decision = Fingerprint.of(event.showing().decisionId().value());
        var kind = Fingerprint.of(event.getClass().getSimpleName());
        rememberable(event.showing()).ifPresent(subject -> store.annoy(subject, decision ^ kind, event.occurredAt()));
    }

    /** Who asked for something: the person where one is named or bound to the device, otherwise the device. */
    private Optional<Subject> asking(Showing showing) {
        var person = person(showing);
        if (person != null) {
            return projections.knows(person) ? Optional.of(Subject.of(person)) : Optional.empty();
        }
        return owner(showing)
                .map(owner -> Subject.of(owner.projection().personId()))
                .or(() -> Optional.ofNullable(Subject.of(showing)));
    }

    /** Who may be remembered; empty for someone who refused, then or since, for someone forgotten, and in public. */
    private Optional<Subject> rememberable(Showing showing) {
        var person = person(showing);
        if (person == null) {
            return owner(showing).isPresent() ? Optional.empty() : Optional.ofNullable(Subject.of(showing));
        }
        return projections.allowsMemoryOf(person) ? Optional.of(Subject.of(person)) : Optional.empty();
    }

    /* Under the name that they go by now. */
    private @Nullable PersonId person(Showing showing) {
        return showing.personId() == null ? null : departures.current(showing.personId());
    }

    private Optional<Person> owner(Showing showing) {
        return Optional.ofNullable(showing.deviceId()).map(projections::owner);
    }
}
