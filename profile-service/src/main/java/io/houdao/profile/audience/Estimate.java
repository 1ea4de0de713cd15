package io.houdao.profile.audience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many people an audience reaches.
 *
 * @param targetable whether there are enough of them; an audience under the minimum must not be targeted or reported
 * @param people with noise, never under {@code minimum}; absent where it is not targetable
 * @param asOf of the snapshot that was counted; 1970 where there is none yet
 */
record Estimate(boolean targetable, @Nullable Long people, int minimum, Instant asOf) {}
