/** A create that is sent twice happens once. */
@NullMarked
package io.houdao.kit.idempotency;

import org.jspecify.annotations.NullMarked;
