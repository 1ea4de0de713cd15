/** Stage 4: what may be shown to this viewer, one rule a class. */
@NullMarked
package io.houdao.placement.decision.eligibility;

import org.jspecify.annotations.NullMarked;
