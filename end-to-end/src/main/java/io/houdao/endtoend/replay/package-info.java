/** A real exposure log, played through the public APIs as if its users stood before our slots. */
@NullMarked
package io.houdao.endtoend.replay;

import org.jspecify.annotations.NullMarked;
