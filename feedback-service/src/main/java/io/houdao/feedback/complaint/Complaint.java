package io.houdao.feedback.complaint;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A complaint as agents see it, named by the decision that it is about.
 *
 * @param personId absent where nobody is known
 * @param text in the person's words; may be empty
 */
record Complaint(
        UUID decisionId,
        @Nullable UUID personId,
        UUID deviceId,
        String scene,
        String slotId,
        UUID creativeId,
        UUID lineItemId,
        UUID advertiserId,
        String category,
        String text,
        Instant occurredAt,
        Instant receivedAt) {}
