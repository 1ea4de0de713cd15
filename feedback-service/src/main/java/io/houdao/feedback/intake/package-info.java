/** Takes what devices report, believes only receipts, and hands it to Kafka before it says yes. */
@NullMarked
package io.houdao.feedback.intake;

import org.jspecify.annotations.NullMarked;
