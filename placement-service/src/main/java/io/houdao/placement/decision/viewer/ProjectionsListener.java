package io.houdao.placement.decision.viewer;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.profile.PersonId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.Subject;
import io.houdao.placement.topic.TopicListener;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads {@code profile.projections}: what who refuses saw leaves the serving store at once, and who is gone is nobody. */
@Singleton
class ProjectionsListener implements TopicListener {

    private final Projections projections;
    private final ServingStore store;
    private final Departures departures;
    private final Event<PersonForgotten> forgotten;

    ProjectionsListener(
            Projections projections, ServingStore store, Departures departures, Event<PersonForgotten> forgotten) {
        this.projections = projections;
        this.store = store;
        this.departures = departures;
        this.forgotten = forgotten;
    }

    @Override
    public String topic() {
        return Topics.PROJECTIONS;
    }

    @Override
    public void read(String key, byte @Nullable [] value) {
        if (value == null) {
            forget(PersonId.of(key));
        } else {
            take(Json.read(value, PersonProjection.class));
        }
    }

    private void take(PersonProjection projection) {
        if (projections.put(projection) && projection.refused()) {
            store.forgetExposures(Subject.of(projection.personId()));
            forgotten.fire(new PersonForgotten(projection.personId()));
        }
    }

    private void forget(PersonId person) {
        projections.remove(person);
        departures.left(person);
        forgotten.fire(new PersonForgotten(person));
    }
}
