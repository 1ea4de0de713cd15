package io.houdao.profile.audience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many people an audience reaches. Three answers: so many ({@code people} is there); too few ({@code targetable} is
 * false); not counted yet, as just after a start ({@code targetable} is true, {@code people} and {@code asOf} are absent).
 *
 * @param targetable false only if a count found fewer than {@code minimum}; such an audience must not be targeted or reported
 * @param people with noise, never under {@code minimum}; absent if there are too few or nothing was counted yet
 * @param asOf when the snapshot that was counted was taken; absent if there is none yet
 */
record Estimate(
        boolean targetable,
        @Nullable Long people,
        int minimum,
        @Nullable Instant asOf) {}
