/** Lists in pages, by opaque cursors. */
@NullMarked
package io.houdao.kit.paging;

import org.jspecify.annotations.NullMarked;
