package io.houdao.feedback.intake;

import io.houdao.contracts.placement.Showing;
import io.houdao.feedback.EventKind;
import io.houdao.feedback.Parameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The beacon, for players and pages that can do no more than fetch an image. The receipt is all the proof it needs, so
 * any page may call it.
 */
@Path("/v1/events/pixel")
class PixelResource {

    /** What needs no words, and says all there is by having happened. */
    private static final Set<EventKind> KINDS = EnumSet.of(
            EventKind.OFFERED,
            EventKind.IMPRESSION,
            EventKind.VIEWABLE,
            EventKind.CLICK,
            EventKind.CLOSE,
            EventKind.USEFUL,
            EventKind.CHECK_IN,
            EventKind.SKIP);

    /** The smallest transparent GIF, 43 bytes. */
    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    private final Intake intake;
    private final DeviceLimits limits;

    PixelResource(Intake intake, DeviceLimits limits) {
        this.intake = intake;
        this.limits = limits;
    }

    /**
     * Reports one event. It counts against what its device may report, as a batch of one does; where an ad was handed to no
     * device in particular, against what may be reported of that ad.
     *
     * @param receipt as it came with the ad
     * @param type offered, impression, viewable, click, close, useful, check-in or skip
     * @param millis for offered, close and skip: how long the ad had been shown; where the player does not know, the
     *     time since the ad was handed out, which is the most it can be
     * @param how for close: BUTTON, BACK, SWIPE or VOICE
     */
    @GET
    @Produces("image/gif")
    @PermitAll
    @Blocking
    public CompletionStage<Response> see(
            @QueryParam("r") @Nullable String receipt,
            @QueryParam("t") @Nullable String type,
            @QueryParam("ms") @Nullable String millis,
            @QueryParam("how") @Nullable String how) {
        try {
            var showing = intake.proven(receipt);
            limits.pass(reporter(showing), 1);
            return intake.accept(showing, kind(type), shown(millis), how)
                    .thenApply(done -> Response.ok(GIF).build());
        } catch (RefusedEvent e) {
            throw Parameters.invalid(parameter(e), "query", e.fix());
        }
    }

    private static UUID reporter(Showing showing) {
        var device = showing.deviceId();
        return device == null ? showing.decisionId().value() : device.value();
    }

    private static EventKind kind(@Nullable String type) throws RefusedEvent {
        return EventKind.parse(String.valueOf(type))
                .filter(KINDS::contains)
                .orElseThrow(() -> new RefusedEvent("type", "must be one of " + KINDS));
    }

    private static @Nullable Duration shown(@Nullable String millis) throws RefusedEvent {
        try {
            return millis == null ? null : Duration.ofMillis(Long.parseLong(millis));
        } catch (NumberFormatException e) {
            throw new RefusedEvent("shown", "must be a number of milliseconds, as in 1200");
        }
    }

    /** Fields under the short names they have here. */
    private static String parameter(RefusedEvent refused) {
        return switch (refused.field()) {
            case "receipt" -> "r";
            case "type" -> "t";
            case "how" -> "how";
            default -> "ms";
        };
    }
}
