/** What campaign-service publishes: line items that passed both verdicts. */
@NullMarked
package io.houdao.contracts.campaign;

import org.jspecify.annotations.NullMarked;
