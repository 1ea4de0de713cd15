package io.houdao.placement.decision;

import io.houdao.placement.pacing.Traffic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What remains of a decision: an event, an explanation, and a count. */
@Singleton
class DecisionRecords {

    private static final Logger LOG = Logger.getLogger(DecisionRecords.class);

    private final DecisionLog log;
    private final Explanations explanations;
    private final Traffic traffic;
    private final MeterRegistry meters;
    private final Map<String, Counter> countsByReason = new ConcurrentHashMap<>();

    DecisionRecords(DecisionLog log, Explanations explanations, Traffic traffic, MeterRegistry meters) {
        this.log = log;
        this.explanations = explanations;
        this.traffic = traffic;
        this.meters = meters;
    }

    void keep(Decision decision) {
        count(decision.reason() == null ? "shown" : decision.reason());
        traffic.asked(decision.at());
        explanations.keep(decision);
        log.append(decision);
    }

    private void count(String outcome) {
        countsByReason
                .computeIfAbsent(outcome, reason -> meters.counter("houdao.decisions", "outcome", reason))
                .increment();
    }

    /** Something failed that should not have; the device got no ad for it. */
    void failed(RuntimeException cause) {
        meters.counter("houdao.decisions.failed").increment();
        LOG.error("a decision failed and became a no-ad", cause);
    }
}
