/** Stage 5: what is worth its harm, and its price. */
@NullMarked
package io.houdao.placement.decision.ranking;

import org.jspecify.annotations.NullMarked;
