/** People, and who may know of them. */
@NullMarked
package io.houdao.profile;

import org.jspecify.annotations.NullMarked;
