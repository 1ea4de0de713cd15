/** Makes showings dearer where they annoy, stops the worst of them, and says why, to be overruled by people. */
@NullMarked
package io.houdao.feedback.restraint;

import org.jspecify.annotations.NullMarked;
