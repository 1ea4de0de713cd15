/** What line items delivered and cost, from the events about them. */
@NullMarked
package io.houdao.campaign.report;

import org.jspecify.annotations.NullMarked;
