/** A real PostgreSQL, a real Kafka and real tokens on this machine, for {@code ./run} and for tests; never shipped. */
@NullMarked
package io.houdao.local;

import org.jspecify.annotations.NullMarked;
