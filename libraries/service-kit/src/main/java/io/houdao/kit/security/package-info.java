/** Who is calling, and in which role. */
@NullMarked
package io.houdao.kit.security;

import org.jspecify.annotations.NullMarked;
