/** How fast the candidate index finds every line item that matches. */
@NullMarked
package io.houdao.benchmark.match;

import org.jspecify.annotations.NullMarked;
