/** What a caller did wrong, as RFC 9457 problems that name the field and the fix. */
@NullMarked
package io.houdao.kit.problem;

import org.jspecify.annotations.NullMarked;
