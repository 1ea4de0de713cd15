package io.houdao.campaign.webhook;

import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.history.What;
import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Webhooks over HTTP. */
@Tag(name = "Webhooks")
@Path("/v1/webhooks")
@RolesAllowed(Roles.ADVERTISER)
class WebhookResource {

    private static final int MOST = 10;
    private static final int SECRET_BYTES = 32;
    private static final List<What> STATUS_CHANGES = List.of(
            What.SUBMITTED,
            What.FAILED_BOTTOM_LINE,
            What.PASSED,
            What.FAILED,
            What.RETURNED_TO_DRAFT,
            What.PAUSED,
            What.RESUMED,
            What.STOPPED,
            What.ENDED,
            What.SUCCEEDED,
            What.APPROVAL_EXPIRED,
            What.CONTRACT_TIGHTENED,
            What.STOP_SHIPPED,
            What.STOP_SHIP_LIFTED);

    private final Webhooks webhooks;
    private final Addresses addresses;
    private final Advertisers advertisers;
    private final IdempotentCreates creates;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    WebhookResource(
            Webhooks webhooks, Addresses addresses, Advertisers advertisers, IdempotentCreates creates, Clock clock) {
        this.webhooks = webhooks;
        this.addresses = addresses;
        this.advertisers = advertisers;
        this.creates = creates;
        this.clock = clock;
    }

    /**
     * Has changes of status told to an https address of the caller's, as signed POSTs. The answer holds the secret of the
     * signature, once. 400 where the address is not public.
     */
    @POST
    @Operation(summary = "Has changes of status told to an https address of the caller's, as signed POSTs")
    @APIResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Webhook.class)))
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull(message = "is required") @Valid WebhookBody body) {
        return creates.once(key, "POST /v1/webhooks", body, () -> {
            var webhook = add(body);
            return new Created(URI.create("/v1/webhooks/" + webhook.webhookId()), webhook);
        });
    }

    private Webhook add(WebhookBody body) {
        var advertiserId = advertisers.own().id();
        requireCallable(body.url());
        if (webhooks.of(advertiserId).size() >= MOST) {
            throw Problems.conflict("An advertiser has at most " + MOST + " webhooks.");
        }
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        var webhook = new Webhook(
                UUID.randomUUID(),
                body.url(),
                (body.events() == null || body.events().isEmpty() ? Set.copyOf(STATUS_CHANGES) : body.events())
                        .stream().map(What::toString).sorted().toList(),
                clock.instant(),
                HexFormat.of().formatHex(secret));
        webhooks.add(advertiserId, webhook);
        return webhook;
    }

    private void requireCallable(URI url) {
        try {
            addresses.of(url);
        } catch (UnknownHostException e) {
            throw Problems.invalid("url", "must be an https address that anybody could call: " + e.getMessage());
        }
    }

    /** The caller's webhooks, without their secrets. */
    @GET
    @Operation(summary = "The caller's webhooks, without their secrets")
    public Found list() {
        return new Found(webhooks.of(advertisers.own().id()));
    }

    /** Tells a webhook nothing more, and forgets it. */
    @DELETE
    @Operation(summary = "Tells a webhook nothing more, and forgets it")
    @Path("{id}")
    public void remove(@PathParam("id") UUID id) {
        if (!webhooks.remove(employer(), id)) {
            throw Problems.notFound("webhook", id);
        }
    }

    /** What was and will be told to a webhook, newest first. */
    @GET
    @Operation(summary = "What was and will be told to a webhook, newest first")
    @Path("{id}/deliveries")
    public Page<Delivery> deliveries(
            @PathParam("id") UUID id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (webhooks.of(employer()).stream()
                .noneMatch(webhook -> webhook.webhookId().equals(id))) {
            throw Problems.notFound("webhook", id);
        }
        return webhooks.deliveries(id, Cursor.parse(cursor), limit);
    }

    /** Of a token without an advertiser, an id that nobody has. */
    private UUID employer() {
        return advertisers.employer().orElse(new UUID(0, 0));
    }

    /** At most ten. */
    record Found(List<Webhook> items) {}

    /**
     * Where to tell, and of what.
     *
     * @param events absent means every change of status
     */
    record WebhookBody(
            @NotNull(message = "is required: an https address")
            URI url,

            @Nullable @Size(max = 50, message = "may name at most 50 events")
            Set<@NotNull What> events) {}
}
