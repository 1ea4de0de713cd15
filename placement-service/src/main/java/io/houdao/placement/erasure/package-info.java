/** Forgetting a person, and knowing those who are here by their pseudonyms only. */
@NullMarked
package io.houdao.placement.erasure;

import org.jspecify.annotations.NullMarked;
