/** Where a message can go: touchpoints, their slots, the scenes of the day, and whose consent opens a slot. */
@NullMarked
package io.houdao.placement.slot;

import org.jspecify.annotations.NullMarked;
