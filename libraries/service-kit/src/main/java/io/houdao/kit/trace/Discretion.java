package io.houdao.kit.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Keeps people out of traces. The libraries note the whole address of a request, in which ids of people and households
 * stand, and who sent it with what; of these only the route remains, which is a template.
 */
@Unremovable
@ApplicationScoped
class Discretion implements SpanProcessor {

    /** Names by OpenTelemetry's semantic conventions for HTTP 1.23 and newer, and the older ones. */
    private static final List<AttributeKey<String>> PERSONAL = List.of(
            AttributeKey.stringKey("url.full"),
            AttributeKey.stringKey("url.path"),
            AttributeKey.stringKey("url.query"),
            AttributeKey.stringKey("client.address"),
            AttributeKey.stringKey("network.peer.address"),
            AttributeKey.stringKey("user_agent.original"),
            AttributeKey.stringKey("http.url"),
            AttributeKey.stringKey("http.target"),
            AttributeKey.stringKey("http.client_ip"),
            AttributeKey.stringKey("http.user_agent"));

    private static final String WITHHELD = "withheld";

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        for (var attribute : PERSONAL) {
            if (span.getAttribute(attribute) != null) {
                span.setAttribute(attribute, WITHHELD);
            }
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
