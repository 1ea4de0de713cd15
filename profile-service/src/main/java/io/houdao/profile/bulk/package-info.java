/** Many people at once. */
@NullMarked
package io.houdao.profile.bulk;

import org.jspecify.annotations.NullMarked;
