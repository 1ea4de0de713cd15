/** The decision, one line per stage; its answer, its log and its explanation. */
@NullMarked
package io.houdao.placement.decision;

import org.jspecify.annotations.NullMarked;
