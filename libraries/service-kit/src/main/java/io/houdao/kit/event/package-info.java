/** Events on Kafka, in CloudEvents 1.0 envelopes. */
@NullMarked
package io.houdao.kit.event;

import org.jspecify.annotations.NullMarked;
