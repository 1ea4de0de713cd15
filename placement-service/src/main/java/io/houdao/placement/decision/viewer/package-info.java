/** Stage 2: who asks, as far as they consented. */
@NullMarked
package io.houdao.placement.decision.viewer;

import org.jspecify.annotations.NullMarked;
