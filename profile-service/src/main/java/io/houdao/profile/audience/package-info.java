/** How many people an audience reaches, told so that nobody in it can be found out. */
@NullMarked
package io.houdao.profile.audience;

import org.jspecify.annotations.NullMarked;
