package io.houdao.placement.slot;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/** A line of an import: {@code {"touchpoint":…}} or {@code {"slot":…}}. */
record RegistryLine(
        @Valid @Nullable TouchpointBody touchpoint,
        @Valid @Nullable SlotBody slot) {}
