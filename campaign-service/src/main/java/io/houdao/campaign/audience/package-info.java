/** The grammar in which advertisers say whom a line item is for: data, and never code. */
@NullMarked
package io.houdao.campaign.audience;

import org.jspecify.annotations.NullMarked;
