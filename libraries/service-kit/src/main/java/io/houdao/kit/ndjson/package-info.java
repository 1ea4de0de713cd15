/** Bulk imports, one JSON document a line. */
@NullMarked
package io.houdao.kit.ndjson;

import org.jspecify.annotations.NullMarked;
