package io.houdao.placement.slot;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** A moment as an operator writes it. */
record MomentBody(@NotNull @Valid Name name) {}
