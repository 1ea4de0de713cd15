/** Money that may be spent here: budget leases from campaign-service, and their use. */
@NullMarked
package io.houdao.placement.pacing;

import org.jspecify.annotations.NullMarked;
