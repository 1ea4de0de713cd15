package io.houdao.placement.decision.viewer;

import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.placement.exposure.ExposureStates;
import io.houdao.placement.exposure.LongCaps;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.topic.TopicReaders;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

/** Viewers for the tests of later stages. */
public final class GivenViewers {

    private GivenViewers() {}

    /** These people, whose devices keep what nobody else may under a key of this replica. */
    public static Viewers of(
            ServingStore store,
            LongCaps longCaps,
            TopicReaders topics,
            MeterRegistry meters,
            Collection<PersonProjection> people) {
        var projections = new Projections();
        people.forEach(projections::put);
        return new Viewers(projections, store, ExposureStates.with(Receipts.newKeyset()), longCaps, topics, meters);
    }
}
