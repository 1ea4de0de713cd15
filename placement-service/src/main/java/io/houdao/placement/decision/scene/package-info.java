/** Stage 1: where in the day this is, and whether the slot is open to it. */
@NullMarked
package io.houdao.placement.decision.scene;

import org.jspecify.annotations.NullMarked;
