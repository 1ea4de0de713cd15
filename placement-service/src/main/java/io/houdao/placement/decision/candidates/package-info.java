/** Stage 3: what could run in this slot. */
@NullMarked
package io.houdao.placement.decision.candidates;

import org.jspecify.annotations.NullMarked;
