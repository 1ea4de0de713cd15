/** Forgetting a person. */
@NullMarked
package io.houdao.profile.erasure;

import org.jspecify.annotations.NullMarked;
