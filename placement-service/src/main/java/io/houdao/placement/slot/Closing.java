package io.houdao.placement.slot;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * What a slot promises to whoever wants the ad gone: one press, and how soon.
 *
 * @param offeredWithinMs the × is there this soon, in milliseconds
 * @param goneWithinMs the ad is gone this soon after the press, in milliseconds
 * @param maxLengthMs the ad ends by itself by then, in milliseconds
 */
public record Closing(
        @Min(0) @Max(1_000) int offeredWithinMs,
        @Min(0) @Max(3_000) int goneWithinMs,
        @Min(1) @Max(30_000) int maxLengthMs) {}
