package io.houdao.campaign.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an advertiser wants to hear of changes.
 *
 * @param events codes of the history, such as {@code passed}
 * @param secret signs what is sent; shown only in the answer to its creation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Webhook(
        UUID webhookId,
        URI url,
        List<String> events,
        Instant createdAt,
        @Nullable String secret) {}
