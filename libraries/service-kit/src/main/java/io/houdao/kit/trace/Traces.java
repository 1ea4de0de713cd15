package io.houdao.kit.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Carries a trace to where no library does: into the outbox and out of it, and to consumers of our own. What nobody asked
 * to be traced costs a look at one header.
 */
public final class Traces {

    /** The header of a record, as of an HTTP request (W3C Trace Context, section 3.2). */
    public static final String HEADER = "traceparent";

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final String SAMPLED = "01";

    private Traces() {}

    /** The {@code traceparent} of what is being done, for others to go on from; null where that is not traced. */
    public static @Nullable String current() {
        var span = Span.current().getSpanContext();
        return span.isSampled() ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + SAMPLED : null;
    }

    /** Takes in a record by {@code work}; where the record belongs to a trace, as a span of that trace. */
    public static void follow(ConsumerRecord<String, byte[]> record, Runnable work) {
        if (record.headers().lastHeader(HEADER) == null) {
            work.run();
            return;
        }
        var span = GlobalOpenTelemetry.getTracer("io.houdao.kit")
                .spanBuilder(record.topic() + " process")
                .setParent(W3C.extract(Context.root(), record, Header.INSTANCE))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", record.topic())
                .setAttribute("messaging.destination.partition.id", String.valueOf(record.partition()))
                .setAttribute("messaging.kafka.offset", record.offset())
                .startSpan();
        try (var scope = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }

    private enum Header implements TextMapGetter<ConsumerRecord<String, byte[]>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(ConsumerRecord<String, byte[]> record) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable ConsumerRecord<String, byte[]> record, String name) {
            var header = record == null ? null : record.headers().lastHeader(name);
            return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    }
}
