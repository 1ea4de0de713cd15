/** Counts each event once, and answers how people fare with what they are shown. */
@NullMarked
package io.houdao.feedback.experience;

import org.jspecify.annotations.NullMarked;
