package io.houdao.campaign.publishing;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;

/**
 * A record of {@code campaign.line-items}, as somebody read it.
 *
 * @param digest SHA-256 of its value, in hexadecimal
 */
record ReadRecord(
        @NotNull(message = "is required") UUID lineItemId,

        @NotNull(message = "is required")
        @Pattern(regexp = "[0-9a-f]{64}", message = "must be a SHA-256 in hexadecimal: 64 of 0-9 and a-f")
        String digest) {}
