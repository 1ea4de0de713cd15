/** A made-up shopping festival: the same line items, people and slots in every benchmark, from the same seed. */
@NullMarked
package io.houdao.benchmark.festival;

import org.jspecify.annotations.NullMarked;
