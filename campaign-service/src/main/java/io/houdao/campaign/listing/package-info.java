/** Lists that callers narrow, sort and read page by page. */
@NullMarked
package io.houdao.campaign.listing;

import org.jspecify.annotations.NullMarked;
