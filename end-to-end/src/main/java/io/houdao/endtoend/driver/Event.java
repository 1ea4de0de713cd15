package io.houdao.endtoend.driver;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to an ad, as its device tells it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Event(
        String receipt,
        String type,
        Instant occurredAt,
        @Nullable Duration after,
        @Nullable Duration shown,
        @Nullable String scope) {

    /** The ad began to render. */
    public static Event impression(String receipt) {
        return of(receipt, "impression");
    }

    /** The × became visible. */
    public static Event offered(String receipt, Duration after) {
        return new Event(receipt, "offered", Instant.now(), after, null, null);
    }

    /** The person pressed the ×. */
    public static Event close(String receipt, Duration shown) {
        return new Event(receipt, "close", Instant.now(), null, shown, null);
    }

    /** The person wants no more of this creative. */
    public static Event hide(String receipt) {
        return new Event(receipt, "hide", Instant.now(), null, null, "CREATIVE");
    }

    /** The person wants no more ads on this touchpoint, for good. */
    public static Event mute(String receipt) {
        return of(receipt, "mute");
    }

    public static Event click(String receipt) {
        return of(receipt, "click");
    }

    /** The person got something out of it. */
    public static Event useful(String receipt) {
        return of(receipt, "useful");
    }

    private static Event of(String receipt, String type) {
        return new Event(receipt, type, Instant.now(), null, null, null);
    }
}
