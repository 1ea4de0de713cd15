/** Stage 6: proof that travels with the answer. */
@NullMarked
package io.houdao.placement.decision.receipt;

import org.jspecify.annotations.NullMarked;
