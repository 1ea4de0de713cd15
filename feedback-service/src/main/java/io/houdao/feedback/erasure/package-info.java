/** Forgetting a person. */
@NullMarked
package io.houdao.feedback.erasure;

import org.jspecify.annotations.NullMarked;
