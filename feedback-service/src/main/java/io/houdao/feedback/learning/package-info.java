/** How people are expected to respond to a creative in a scene. */
@NullMarked
package io.houdao.feedback.learning;

import org.jspecify.annotations.NullMarked;
