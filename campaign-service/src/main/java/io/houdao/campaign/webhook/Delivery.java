package io.houdao.campaign.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One change that was told, or will be.
 *
 * @param state WAITING, DELIVERED, or FAILED after the last attempt
 * @param outcome how the last attempt ended: a status code, or why there was none
 */
@Schema(name = "WebhookDelivery")
record Delivery(
        UUID deliveryId,
        @JsonIgnore long changeId,
        String event,
        Instant at,
        String state,
        int attempts,
        @Nullable String outcome) {}
