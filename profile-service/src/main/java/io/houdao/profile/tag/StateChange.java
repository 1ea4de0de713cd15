package io.houdao.profile.tag;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That a device is in another state than before, as in program to porridge; it is weighed and never stored. */
record StateChange(
        @NotBlank(message = "must name what changed")
        @Size(max = 100, message = "must be at most 100 characters")
        @Schema(examples = "program")
        String attribute,

        @NotBlank(message = "must say to what")
        @Size(max = 100, message = "must be at most 100 characters")
        @Schema(examples = "porridge")
        String to,

        @NotNull(message = "must say when") @PastOrPresent(message = "must not be in the future")
        Instant at) {}
