/** Privacy signals that devices and browsers send: they close cells, and never open one. */
@NullMarked
package io.houdao.profile.signal;

import org.jspecify.annotations.NullMarked;
