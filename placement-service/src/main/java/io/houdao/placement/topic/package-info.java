/** Topics read as a whole by every replica, without a consumer group: how the catalogue gets into memory. */
@NullMarked
package io.houdao.placement.topic;

import org.jspecify.annotations.NullMarked;
