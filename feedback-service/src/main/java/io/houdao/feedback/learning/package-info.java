/** How people are likely to respond to an ad, learnt from what they did, and whether a new model has earned its place. */
@NullMarked
package io.houdao.feedback.learning;

import org.jspecify.annotations.NullMarked;
