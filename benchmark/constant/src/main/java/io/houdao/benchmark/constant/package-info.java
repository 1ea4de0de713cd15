/** A service that answers every question alike. */
@NullMarked
package io.houdao.benchmark.constant;

import org.jspecify.annotations.NullMarked;
