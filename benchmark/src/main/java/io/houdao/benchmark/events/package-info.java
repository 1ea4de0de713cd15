/** How many events feedback-service takes and counts, and what an event costs it. */
@NullMarked
package io.houdao.benchmark.events;

import org.jspecify.annotations.NullMarked;
