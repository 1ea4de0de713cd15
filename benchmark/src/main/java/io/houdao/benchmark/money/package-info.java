/** How fast campaign-service lends and takes back money, and whether its books are right afterwards. */
@NullMarked
package io.houdao.benchmark.money;

import org.jspecify.annotations.NullMarked;
