/** Who pays for ads and answers for their content, and what they paid in. */
@NullMarked
package io.houdao.campaign.advertiser;

import org.jspecify.annotations.NullMarked;
