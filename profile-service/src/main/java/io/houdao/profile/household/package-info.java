/** Who lives together, so that the strictest choice holds in front of a shared screen. */
@NullMarked
package io.houdao.profile.household;

import org.jspecify.annotations.NullMarked;
