/** {@code ./run}: the suite on this machine, its demo world and its stories. */
@NullMarked
package io.houdao.endtoend;

import org.jspecify.annotations.NullMarked;
