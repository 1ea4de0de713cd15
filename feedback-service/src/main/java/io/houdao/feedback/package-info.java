/** The words that every feature of feedback-service shares: the kinds of event, and sentences in two languages. */
@NullMarked
package io.houdao.feedback;

import org.jspecify.annotations.NullMarked;
