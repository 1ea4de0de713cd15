/** Learning, off-policy evaluation and restraint, measured on public logs of real people's behaviour. */
@NullMarked
package io.houdao.benchmark.learn;

import org.jspecify.annotations.NullMarked;
