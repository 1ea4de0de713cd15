/** How evenly budgets are spent, and that never more than them: the service's own duals and wallets on simulated days. */
@NullMarked
package io.houdao.benchmark.pacing;

import org.jspecify.annotations.NullMarked;
