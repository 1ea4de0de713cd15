/** The demo world: what is in it lies in {@code /world} as data; this puts it into a running suite. */
@NullMarked
package io.houdao.endtoend.demo;

import org.jspecify.annotations.NullMarked;
