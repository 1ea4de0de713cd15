/** All that is kept of a person, for that person to take away. */
@NullMarked
package io.houdao.profile.export;

import org.jspecify.annotations.NullMarked;
