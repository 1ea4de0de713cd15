/** How often one caller may ask. */
@NullMarked
package io.houdao.kit.limit;

import org.jspecify.annotations.NullMarked;
