/** Which devices are whose. */
@NullMarked
package io.houdao.profile.device;

import org.jspecify.annotations.NullMarked;
