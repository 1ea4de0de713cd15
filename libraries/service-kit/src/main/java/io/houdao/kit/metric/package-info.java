/** What every service measures alike. */
@NullMarked
package io.houdao.kit.metric;

import org.jspecify.annotations.NullMarked;
