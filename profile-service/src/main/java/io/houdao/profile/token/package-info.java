/** Tokens that were verified a moment ago, and need not be again. */
@NullMarked
package io.houdao.profile.token;

import org.jspecify.annotations.NullMarked;
