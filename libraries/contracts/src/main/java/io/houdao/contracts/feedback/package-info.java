/** What feedback-service publishes: what happened between a person and an ad, and the controls that follow from it. */
@NullMarked
package io.houdao.contracts.feedback;

import org.jspecify.annotations.NullMarked;
