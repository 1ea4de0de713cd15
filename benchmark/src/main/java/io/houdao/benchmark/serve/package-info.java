/** Decisions over HTTP, asked for at a given rate whether or not earlier ones were answered. */
@NullMarked
package io.houdao.benchmark.serve;

import org.jspecify.annotations.NullMarked;
