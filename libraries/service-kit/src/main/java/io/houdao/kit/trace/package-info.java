/** Traces across REST and Kafka, by W3C Trace Context: how they get through the outbox, and what they must not tell. */
@NullMarked
package io.houdao.kit.trace;

import org.jspecify.annotations.NullMarked;
