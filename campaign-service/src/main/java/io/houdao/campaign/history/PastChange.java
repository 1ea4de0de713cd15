package io.houdao.campaign.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change as it is told later; {@code detail} is the document it became. */
public record PastChange(
        @JsonIgnore long id,
        Instant at,
        String who,
        String what,
        @Nullable UUID lineItemId,
        @JsonRawValue @Nullable String detail) {}
