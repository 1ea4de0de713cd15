package io.houdao.placement.slot;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What people call it, in Chinese and in English. */
public record Name(
        @NotBlank @Size(max = 80) String zh,
        @NotBlank @Size(max = 80) String en) {}
