/** What every benchmark needs: options, CSV files and figures. */
@NullMarked
package io.houdao.benchmark;

import org.jspecify.annotations.NullMarked;
