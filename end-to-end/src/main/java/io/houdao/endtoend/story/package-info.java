/** Stories that a newcomer can follow: played by {@code ./run} against a running suite, and by the tests. */
@NullMarked
package io.houdao.endtoend.story;

import org.jspecify.annotations.NullMarked;
