/** Money that may be spent here, and how it is spread: budget leases from campaign-service, and dual mirror descent. */
@NullMarked
package io.houdao.placement.pacing;

import org.jspecify.annotations.NullMarked;
