/** The clock that everything takes its time from. */
@NullMarked
package io.houdao.kit.time;

import org.jspecify.annotations.NullMarked;
