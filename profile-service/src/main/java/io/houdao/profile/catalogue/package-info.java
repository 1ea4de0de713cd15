/** Which kinds of devices, data and tags exist: data files, read once. */
@NullMarked
package io.houdao.profile.catalogue;

import org.jspecify.annotations.NullMarked;
