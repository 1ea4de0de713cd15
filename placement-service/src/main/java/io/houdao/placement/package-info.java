/** Decides what, if anything, a slot shows now: the registry of slots, the decision, and the money it may spend. */
@NullMarked
package io.houdao.placement;

import org.jspecify.annotations.NullMarked;
