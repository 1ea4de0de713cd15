/** What got worse on a day, in which scene, and what was done about it. */
@NullMarked
package io.houdao.feedback.digest;

import org.jspecify.annotations.NullMarked;
