package io.houdao.kit.metric;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.DoubleStream;

/** Counts requests by how long they took, so that percentiles can be told over all replicas together. */
class LatencyBuckets {

    private static final String REQUESTS = "http.server.requests";
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double[] BOUNDS = DoubleStream.of(1, 2, 5, 10, 20, 50, 100, 250, 1_000, 5_000)
            .map(millis -> millis * NANOS_PER_MILLI)
            .toArray();

    @Produces
    @Singleton
    MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(REQUESTS)
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(BOUNDS)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
