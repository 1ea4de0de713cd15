/** How fast people come in over the public import, and how fast a withdrawn permission leaves meanwhile. */
@NullMarked
package io.houdao.benchmark.profiles;

import org.jspecify.annotations.NullMarked;
