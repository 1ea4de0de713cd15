package io.houdao.placement.decision.viewer;

import io.houdao.contracts.Topics;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.StoreUnavailable;
import io.houdao.placement.topic.TopicReaders;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Sees to it that a shared store that lost its memory gets it back: whoever notices reads {@code placement.decisions}
 * again. Several replicas may do so at once, which changes nothing.
 */
@Singleton
class Filling {

    private static final Logger LOG = Logger.getLogger(Filling.class);

    private final ServingStore store;
    private final TopicReaders topics;

    Filling(ServingStore store, TopicReaders topics) {
        this.store = store;
        this.topics = topics;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            if (topics.isCaughtUp(Topics.DECISIONS) && store.needsFilling()) {
                LOG.warn("the serving store is empty and is filled from the topics");
                topics.readAgain(Topics.DECISIONS);
            }
        } catch (StoreUnavailable e) {
            LOG.debugf("cannot look at the serving store: %s", e.getMessage());
        }
    }
}
