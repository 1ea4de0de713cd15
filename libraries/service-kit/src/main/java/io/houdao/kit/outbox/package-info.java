/** State changes and their events leave in one transaction: the outbox, and the relay that empties it into Kafka. */
@NullMarked
package io.houdao.kit.outbox;

import org.jspecify.annotations.NullMarked;
