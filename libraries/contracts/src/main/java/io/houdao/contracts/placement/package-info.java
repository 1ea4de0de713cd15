/** What placement-service publishes: every decision, and the receipt it hands out with an ad. */
@NullMarked
package io.houdao.contracts.placement;

import org.jspecify.annotations.NullMarked;
