/** The hot path inside one JVM: placement-service's own classes, put together without HTTP, Kafka and database. */
@NullMarked
package io.houdao.benchmark.decide;

import org.jspecify.annotations.NullMarked;
