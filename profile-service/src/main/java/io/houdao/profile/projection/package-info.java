/** What may leave of each person: computed here, published from here, and from nowhere else. */
@NullMarked
package io.houdao.profile.projection;

import org.jspecify.annotations.NullMarked;
