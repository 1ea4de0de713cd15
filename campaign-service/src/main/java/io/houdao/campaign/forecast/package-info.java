/** What a line item can expect before it is submitted, told from what happened until now. */
@NullMarked
package io.houdao.campaign.forecast;

import org.jspecify.annotations.NullMarked;
